import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { progressed, RedisJobStore, started } from '@pitwall/job-state';
import { connectRedis, createLogger } from '@pitwall/runtime';

const WATCHERS = 1_000;
const JOBS = 50;
const UPDATES_A_SECOND = 4;
const SECONDS = 15;

const log = createLogger({ name: 'bench', level: 'silent', pretty: false });

function now() {
  return performance.timeOrigin + performance.now();
}

/** How long an update takes from the write of the worker to who watches over HTTP. */
export async function watch({ api, redisUrl }) {
  const redis = connectRedis({ type: 'single', url: redisUrl }, { patience: 'patient', log });
  const store = new RedisJobStore(redis, { prefix: '{pitwall}' });
  const ids = await submitJobs(api);
  const fences = await Promise.all(ids.map((id) => startOf(store, id)));
  const latencies = [];
  const streams = await Promise.all(
    Array.from({ length: WATCHERS }, (_, index) => open(api, ids[index % JOBS], latencies)),
  );
  const endAt = performance.now() + 1_000 * SECONDS;
  let updates = 0;
  await Promise.all(
    ids.map(async (id, index) => {
      // Not all in the same moment, as workers would not be.
      await sleep((1_000 / UPDATES_A_SECOND / JOBS) * index);
      while (performance.now() < endAt) {
        const atMs = now();
        updates += 1;
        await store.change(
          id,
          progressed({ fence: fences[index], atMs, progress: 50, currentStep: `at ${atMs}` }),
        );
        await sleep(1_000 / UPDATES_A_SECOND - (now() - atMs));
      }
    }),
  );
  await sleep(1_000);
  for (const stream of streams) stream.destroy();
  await store.close();
  redis.disconnect();
  return summary(latencies, updates);
}

async function submitJobs({ port, headers }) {
  const ids = [];
  for (let count = 0; count < JOBS; count++) {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/jobs`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'drill', input: { seconds: 60 } }),
    });
    ids.push((await answer.json()).id);
  }
  return ids;
}

/** As a worker would take it: the same write, without a thread that takes up a core. */
async function startOf(store, id) {
  const fence = 1_000_001;
  const atMs = now();
  await store.change(id, started({ fence, attempt: 1, workerId: 'bench', atMs }));
  return fence;
}

function open({ port, headers }, id, latencies) {
  return new Promise((resolve, reject) => {
    const path = `/v1/jobs/${id}/events`;
    const request = get({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`watching: ${response.statusCode}`));
        return;
      }
      response.setEncoding('utf8').on('data', (text) => {
        const at = now();
        for (const [, sent] of text.matchAll(/"currentStep":"at ([\d.]+)"/g)) {
          latencies.push(at - Number(sent));
        }
      });
      resolve(response);
    });
    request.once('error', reject);
  });
}

function summary(latencies, updates) {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.floor(share * (sorted.length - 1))]);
  const wanted = (updates * WATCHERS) / JOBS;
  const got = ((100 * sorted.length) / wanted).toFixed(1);
  return `Watching: ${WATCHERS} watchers of ${JOBS} jobs, ${UPDATES_A_SECOND} updates a second each: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms from update to client (goal p99 under 250); ${got} % of ${wanted.toLocaleString('en')} messages came.`;
}
