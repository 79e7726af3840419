import { startRedisServer } from '@pitwall/launcher';
import { eventually } from '@pitwall/test-kit';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';

import { aDrill, getJob, submit, until } from './http.ts';
import { end, endAll, type Running, start, testEnv } from './processes.ts';

const LONGER_THAN_A_LOCK_MS = 12_000;

afterEach(endAll);

function linesOf({ lines }: Running, msg: string) {
  return lines.filter((line) => line.msg === msg);
}

describe('a Redis that is full', () => {
  it('answers submits with 503; workers give back what runs, are quiet, and go on when there is room', async () => {
    const server = await startRedisServer({ persistence: 'none' });
    const redis = new Redis(server.url);
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    const env = { ...testEnv(server.url), JOB_TTL_DAYS: '1', HOUSEKEEPING_SECONDS: '1' };
    const [api, worker] = [await start('api', env), await start('worker', env)];
    await eventually(async () => expect((await fetch(`${worker.url}/ready`)).status).toBe(200));
    const id = await submit(api.url, aDrill({ seconds: 4, steps: 40 }));
    await until(api.url, {
      id,
      is: { status: 'running', progress: expect.toSatisfy((p) => p > 5) },
    });
    await redis.config('SET', 'maxmemory', '1mb');
    const refused = await fetch(`${api.url}/v1/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aDrill({ seconds: 0 })),
    });
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'store_full' });
    await until(api.url, { id, is: { status: 'pending', attempt: 1 } });
    expect(await redis.keys('*:bull:jobs:*:lock')).toEqual([]);
    // An error a line would be thousands by now; each kind of line comes at most every 10 s.
    const told = worker.lines.length;
    await eventually(() =>
      expect(
        linesOf(worker, 'store is full: no jobs are taken, and those that run are given back'),
      ).toHaveLength(1),
    );
    expect(told).toBeLessThan(40);
    // One that is started meanwhile is no worse off.
    const late = await start('worker', env);
    await redis.config('SET', 'maxmemory', '0');
    await until(api.url, { id, is: { status: 'completed', attempt: 1 }, withinMs: 30_000 });
    expect(await getJob(api.url, id)).toMatchObject({ lostStarts: 0 });
    await redis.quit();
    for (const part of [worker, late, api]) expect(await end(part)).toBe(0);
    await server.stop();
  });
});

describe('a Redis that is frozen for longer than a lock lasts', () => {
  it('costs a running job not even a start', async () => {
    const server = await startRedisServer({ persistence: 'none' });
    const env = testEnv(server.url);
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, aDrill({ seconds: 18, steps: 90 }));
    await until(api.url, { id, is: { status: 'running' } });
    process.kill(server.pid, 'SIGSTOP');
    const thaw = setTimeout(() => process.kill(server.pid, 'SIGCONT'), LONGER_THAN_A_LOCK_MS);
    const response = await fetch(`${api.url}/v1/jobs/${id}`, {
      signal: AbortSignal.timeout(2_500),
    });
    expect(response.status).toBe(503);
    await until(api.url, {
      id,
      is: { status: 'completed', starts: 1, lostStarts: 0 },
      withinMs: 40_000,
    });
    clearTimeout(thaw);
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
    await server.stop();
  });
});
