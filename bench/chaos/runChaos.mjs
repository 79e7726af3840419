import { setMaxListeners } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkLeftovers } from './checks/checkLeftovers.mjs';
import { Client } from './client.mjs';
import { doFaults } from './faults.mjs';
import { Findings } from './findings.mjs';
import { createJobs } from './jobs.mjs';
import { Keys } from './keys.mjs';
import { submitAll } from './load.mjs';
import { createPlan } from './plan.mjs';
import { checkPlant, PLANTS } from './plants.mjs';
import { Recovery } from './recovery.mjs';
import { formatReport, reportOf } from './report.mjs';
import { createService } from './service.mjs';
import { createStopJudge } from './stopJudge.mjs';
import { judgeRecords, untilEnded } from './verdict.mjs';
import { Watcher } from './watcher.mjs';

/** One run from start to table; resolves to whether all was well. */
export async function runChaos(options, { searchPath, interrupted }) {
  const { plant } = options;
  if (plant !== undefined) checkPlant(plant);
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-chaos-'));
  const findings = new Findings();
  const note = noteInto(join(folder, 'chaos.log'));
  const onDeath = (line) => {
    note(line);
    if (!PLANTS[plant]?.mayDie) findings.add('exits', line);
  };
  const service = await createService({ folder, searchPath, plant, onDeath });
  const over = new AbortController();
  const signal = AbortSignal.any([interrupted, over.signal]);
  // Every job of the load waits for its time, and all of them are woken when the run breaks off.
  setMaxListeners(0, interrupted, signal);
  let isWell = false;
  try {
    const report = await takeThrough({ ...options, findings, note, signal, ...service });
    console.log(formatReport(report, findings));
    if (options.json !== undefined) {
      writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
    }
    isWell = report.isClean;
  } finally {
    over.abort();
    await endAll(service);
    if (isWell) rmSync(folder, { recursive: true });
    else console.log(`\nLogs: ${folder}`);
  }
  return isWell;
}

function noteInto(file) {
  return (line) => appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
}

async function takeThrough(run) {
  const { findings, signal, redis, prefix, processes, note } = run;
  const [plan, jobs] = [createPlan(run), createJobs(run)];
  const startedMs = performance.now();
  await redis.start();
  const all = [...processes.values()];
  await Promise.all(all.map((process) => process.start()));
  console.log(
    `Seed ${run.seed}: ${jobs.length} jobs and ${plan.length} faults in ${run.minutes} min …\n`,
  );
  const keys = new Keys(prefix);
  // Less than there are threads, so that some of the jobs have to stand aside.
  await redis.redis.hset(keys.apiKey('local'), 'limits', '{"runningJobs":5}');
  const recovery = new Recovery();
  const onRound = (open) => recovery.onRound(open);
  const watcher = new Watcher({ redis: redis.redis, keys, findings, onRound, signal });
  const judge = createStopJudge({ redis, keys, findings });
  const client = new Client({
    apis: all.filter(({ name }) => name.startsWith('api')),
    findings,
    signal,
  });
  watcher.start();
  await Promise.all([
    submitAll(jobs, { client, watcher, findings, signal }),
    doFaults(plan, { redis, processes, recovery, signal, note, judgeStop: judge.stop }),
  ]);
  note('all submitted, all healed');
  await untilEnded({ watcher, redis: redis.redis, keys }, run);
  note('all ended');
  const context = { jobs, watcher, redis: redis.redis, keys, findings };
  const records = await judgeRecords(context, signal);
  note('all judged');
  // So that every one of the last stops is judged.
  await redis.untilCalm(signal);
  await Promise.all(all.map((process) => judge.stop(process)));
  const ours = { prefix, groups: new Set(all.flatMap(({ pids }) => pids)) };
  await checkLeftovers({ redis: redis.redis, keys, records, ours, findings });
  return reportOf({ options: run, jobs, recovery, findings, stops: judge.count, startedMs });
}

/** Whatever state they are in: paused, half started, or stopped already. */
async function endAll({ redis, processes }) {
  const all = [...processes.values()];
  for (const process of all) if (process.isAlive) process.signal('SIGCONT');
  await Promise.all(all.map((process) => process.kill()));
  await redis.close();
}
