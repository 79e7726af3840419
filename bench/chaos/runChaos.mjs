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
export async function runChaos(options, { searchPath, signal }) {
  const { plant } = options;
  if (plant !== undefined) checkPlant(plant);
  const plan = createPlan(options);
  const jobs = createJobs(options);
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-chaos-'));
  const findings = new Findings();
  const note = (line) =>
    appendFileSync(join(folder, 'chaos.log'), `${new Date().toISOString()} ${line}\n`);
  const onDeath = (line) => {
    note(line);
    if (!PLANTS[plant]?.mayDie) findings.add('exits', line);
  };
  const service = await createService({ folder, searchPath, plant, onDeath });
  const run = { ...options, plan, jobs, findings, note, signal, ...service };
  try {
    const report = await takeThrough(run);
    console.log(formatReport(report, findings));
    if (options.json !== undefined)
      writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await endAll(service);
    if (findings.isEmpty && !signal.aborted) rmSync(folder, { recursive: true });
    else console.log(`\nLogs: ${folder}`);
  }
  return findings.isEmpty;
}

async function takeThrough(run) {
  const { jobs, findings, signal, redis, prefix, processes, plan, note } = run;
  const startedMs = performance.now();
  await redis.start();
  const all = [...processes.values()];
  await Promise.all(all.map((process) => process.start()));
  console.log(
    `Seed ${run.seed}: ${jobs.length} jobs and ${plan.length} faults in ${run.minutes} min …\n`,
  );
  const keys = new Keys(prefix);
  const recovery = new Recovery();
  const onRound = (open) => recovery.onRound(open);
  const watcher = new Watcher({ redis: redis.redis, keys, findings, onRound });
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
  const context = { jobs, watcher, redis: redis.redis, keys, findings };
  const records = await judgeRecords(context, signal);
  note('all judged');
  await Promise.all(all.map((process) => judge.stop(process)));
  await checkLeftovers({ redis: redis.redis, keys, records, prefix, findings });
  return reportOf({ options: run, jobs, recovery, findings, stops: judge.count, startedMs });
}

/** Whatever state they are in: paused, half started, or stopped already. */
async function endAll({ redis, processes }) {
  const all = [...processes.values()];
  for (const process of all) if (process.isAlive) process.signal('SIGCONT');
  await Promise.all(all.map((process) => process.kill()));
  await redis.close();
}
