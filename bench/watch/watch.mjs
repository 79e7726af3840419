import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';

import { progressed, RedisJobStore, started } from '@pitwall/job-state';
import { startRedisServer } from '@pitwall/launcher';
import { aJob } from '@pitwall/test-kit';
import { Redis } from 'ioredis';

/** How late clients hear of an update: 1,000 of them on one API, 50 jobs, four updates a second each. */
const [WATCHERS, JOBS, UPDATES_A_SECOND, SECONDS] = [1_000, 50, 4, 10];

const nowMs = () => performance.timeOrigin + performance.now();

const server = await startRedisServer({ persistence: 'everysec' }).catch(() =>
  startRedisServer({ persistence: 'none' }),
);
const prefix = `{bench-${randomUUID()}}`;
const redis = new Redis(server.url);
const store = new RedisJobStore(redis, { prefix });
const api = fork(fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url)), {
  execArgv: ['--conditions=built'],
  stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  env: {
    PATH: process.env['PATH'],
    REDIS_URL: server.url,
    REDIS_PREFIX: prefix,
    PORT: '0',
    AUTH: 'none',
    LOG_LEVEL: 'info',
    MAX_STREAMS_PER_KEY: '100000',
  },
});
const port = await portOf(api);
const ids = [];
for (let job = 0; job < JOBS; job += 1) {
  const made = aJob({ id: ulid(job) });
  await store.create({ job: made, input: {} });
  await store.change(made.id, started({ fence: 1, attempt: 1, workerId: 'bench', atMs: 1 }));
  ids.push(made.id);
}

const latencies = [];
const state = { isMeasuring: false };
const agent = new Agent({ maxSockets: Infinity });
const watching = Array.from({ length: WATCHERS }, (_, index) => watch(ids[index % JOBS]));
await Promise.all(watching);
state.isMeasuring = true;
const [beganMs, usedBefore] = [nowMs(), await cpuSecondsOf(api.pid)];
const endMs = nowMs() + SECONDS * 1_000;
const updates = await Promise.all(ids.map((id, index) => update(id, (index / JOBS) * 250)));
const busy = ((await cpuSecondsOf(api.pid)) - usedBefore) / ((nowMs() - beganMs) / 1_000);
await new Promise((resolve) => setTimeout(resolve, 1_000));
report(updates.reduce((sum, count) => sum + count, 0));
agent.destroy();
api.kill('SIGTERM');
await once(api, 'exit');
await redis.quit();
await server.stop();

function ulid(index) {
  return `01KHH92420FPQ1DFDX6VP9${String(1_000 + index)}`;
}

/** User and system time, in the hundredths of a second that Linux counts; not a number elsewhere. */
async function cpuSecondsOf(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function portOf(child) {
  for await (const chunk of child.stdout) {
    const found = /"port":(\d+)/.exec(String(chunk))?.[1];
    if (!found) continue;
    child.stdout.resume();
    return Number(found);
  }
  throw new Error('The API does not listen');
}

/** Resolves once the first event has come. */
function watch(id) {
  return new Promise((resolve, reject) => {
    get({ port, agent, path: `/v1/jobs/${id}/events` }, (response) => {
      response.setEncoding('utf8').on('data', (text) => {
        resolve();
        if (!state.isMeasuring) return;
        for (const [, at] of text.matchAll(/"currentStep":"([\d.]+)"/g)) {
          latencies.push(nowMs() - Number(at));
        }
      });
      response.on('error', () => {});
    }).on('error', reject);
  });
}

async function update(id, delayMs) {
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  let count = 0;
  while (nowMs() < endMs) {
    const begunMs = nowMs();
    const currentStep = String(begunMs);
    await store.change(
      id,
      progressed({ fence: 1, atMs: begunMs, progress: count % 100, currentStep }),
    );
    count += 1;
    const restMs = 1_000 / UPDATES_A_SECOND - (nowMs() - begunMs);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, restMs)));
  }
  return count;
}

function report(made) {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share) => `${sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(1)} ms`;
  const expected = (made * WATCHERS) / JOBS;
  process.stdout.write(
    `${made} updates, ${latencies.length} of ${expected} heard; p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, max ${at(1)}; the API kept ${(100 * busy).toFixed(0)} % of a core busy\n`,
  );
}
