import { setTimeout as sleep } from 'node:timers/promises';

import { ENDED } from './keys.mjs';

/** Submits every job at its time, and notes in it what it was told: its id, how a cancel ended. */
export async function submitAll(jobs, { client, watcher, findings, signal }) {
  const deps = { client, watcher, findings, signal };
  await Promise.all(jobs.map((job) => takeThrough(job, deps)));
}

async function takeThrough(job, deps) {
  await sleep(job.atMs, undefined, { signal: deps.signal });
  const id = await submit(job, job.viaApi, deps);
  if (id === undefined) return;
  job.id = id;
  deps.watcher.watch(id);
  await Promise.all([cancel(job, deps), repeat(job, deps)]);
}

async function submit({ key, body }, viaApi, { client }) {
  const headers = { 'idempotency-key': key };
  const request = { path: '/v1/jobs', body, headers, expected: 202 };
  return (await client.ask(request, viaApi))?.id;
}

/** As a client does that has lost the answer: with the same key, of the other API. */
async function repeat(job, deps) {
  if (job.repeatAfterMs === undefined) return;
  await sleep(job.repeatAfterMs, undefined, { signal: deps.signal });
  const id = await submit(job, job.viaApi + 1, deps);
  if (id !== undefined && id !== job.id) {
    deps.findings.add('doubled', `a repeated submit of ${job.id} was given the id ${id}`);
  }
}

async function cancel(job, { client, findings, signal }) {
  if (job.cancelAfterMs === undefined) return;
  await sleep(job.cancelAfterMs, undefined, { signal });
  const request = { path: `/v1/jobs/${job.id}/cancel`, expected: 200 };
  const answer = await client.ask(request, job.viaApi);
  job.cancelAnswer = answer?.status ?? 'none';
  if (answer && !ENDED.has(answer.status)) {
    findings.add('wrong end', `${job.id} was ${answer.status} after its cancel`);
  }
}
