import { eventually } from '@pitwall/test-kit';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { aDrill, getJson, submit, until } from './http.ts';
import { end, endAll, type Running, start, testEnv } from './processes.ts';

let api: Running;
let worker: Running;
beforeAll(async () => {
  const env = { ...testEnv(inject('redisUrl')), JOB_MEMORY_MB: '64', WORKER_MEMORY_MB: '512' };
  [api, worker] = [await start('api', env), await start('worker', env)];
});
afterAll(async () => {
  expect(await end(worker)).toBe(0);
  expect(await end(api)).toBe(0);
  await endAll();
});

/** What each does to its worker, and how the job must fail after how many attempts. */
const POISONS = [
  { mode: 'allocate_heap', attempt: 1, code: 'out_of_memory', says: /needed more than 64 MB/ },
  { mode: 'allocate_buffers', attempt: 1, code: 'out_of_memory', says: /more than \d+ MB/ },
  { mode: 'allocate_wasm', attempt: 1, code: 'out_of_memory', says: /more than \d+ MB/ },
  { mode: 'throw_outside', attempt: 3, code: 'crashed', says: /threw outside of every promise/ },
  { mode: 'exit', attempt: 3, code: 'crashed', says: /exit code 3/ },
  {
    mode: 'loop',
    attempt: 1,
    code: 'time_limit_exceeded',
    says: /time limit/,
    timeLimitSeconds: 1,
  },
  {
    mode: 'block',
    attempt: 1,
    code: 'time_limit_exceeded',
    says: /time limit/,
    timeLimitSeconds: 1,
  },
];

describe('a poison job', () => {
  it.each(POISONS)(
    'that does $mode fails alone with $code; its neighbour finishes',
    async ({ mode, attempt, code, says, ...limit }) => {
      const neighbour = await submit(api.url, aDrill({ seconds: 3, steps: 30 }));
      await until(api.url, { id: neighbour, is: { status: 'running' } });
      const id = await submit(api.url, { ...aDrill({ seconds: 0.4, steps: 4, mode }), ...limit });
      await until(api.url, {
        id,
        is: { status: 'failed', attempt, error: { code, message: expect.stringMatching(says) } },
        withinMs: 30_000,
      });
      await until(api.url, {
        id: neighbour,
        is: { status: 'completed', attempt: 1, lostStarts: 0 },
        withinMs: 20_000,
      });
      expect(worker.child.exitCode).toBeNull();
    },
    60_000,
  );

  it('leaves its worker as it was', async () => {
    await eventually(async () => {
      const report = await getJson(`${worker.url}/ready`);
      expect(report).toMatchObject({ status: 'ready', checks: { threads: { busy: 0 } } });
    });
    const id = await submit(api.url, aDrill({ seconds: 0 }));
    await until(api.url, { id, is: { status: 'completed' } });
  });
});

describe('a time limit', () => {
  it('ends a job that has something in hand with that', async () => {
    const drill = aDrill({ seconds: 600, steps: 6_000 });
    const id = await submit(api.url, { ...drill, timeLimitSeconds: 1 });
    await until(api.url, { id, is: { status: 'completed', termination: 'time_limit' } });
  });
});
