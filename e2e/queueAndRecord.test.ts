import { startRedisServer } from '@pitwall/launcher';
import { eventually } from '@pitwall/test-kit';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, inject, it } from 'vitest';

import { aDrill, submit, until } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

afterEach(endAll);

describe('a job whose workers are lost too often', () => {
  it('fails with a reason once BullMQ gives it up', async () => {
    const prefix = testEnv(inject('redisUrl'))['REDIS_PREFIX'] ?? '';
    const env = { ...testEnv(inject('redisUrl')), REDIS_PREFIX: prefix, HOUSEKEEPING_SECONDS: '1' };
    const redis = new Redis(inject('redisUrl'));
    const [api, doomed] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, aDrill({ seconds: 600 }));
    await until(api.url, { id, is: { status: 'running' } });
    // As after five workers before this one; killing them all would take over a minute.
    await redis.hset(`${prefix}:bull:jobs:${id}`, 'stc', '5');
    await end(doomed, 'SIGKILL');
    const worker = await start('worker', env);
    await until(api.url, {
      id,
      is: { status: 'failed', error: expect.objectContaining({ code: 'lost_too_often' }) },
      withinMs: 40_000,
    });
    await redis.quit();
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });
});

describe('a Redis that is full', () => {
  it('answers submits with 503, and costs a running job nothing', async () => {
    const server = await startRedisServer({ persistence: 'none' });
    const redis = new Redis(server.url);
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    const env = testEnv(server.url);
    const [api, worker] = [await start('api', env), await start('worker', env)];
    await eventually(async () => expect((await fetch(`${worker.url}/ready`)).status).toBe(200));
    const id = await submit(api.url, aDrill({ seconds: 1 }));
    await until(api.url, { id, is: { status: 'running' } });
    await redis.config('SET', 'maxmemory', '1mb');
    const refused = await fetch(`${api.url}/v1/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aDrill({ seconds: 0 })),
    });
    expect(refused.status).toBe(503);
    await eventually(() => {
      const messages = worker.lines.filter(({ msg }) => msg === 'store asked again');
      expect(messages.length).toBeGreaterThan(1);
    }, 15_000);
    await redis.config('SET', 'maxmemory', '0');
    await until(api.url, { id, is: { status: 'completed', attempt: 1 }, withinMs: 30_000 });
    await redis.quit();
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
    await server.stop();
  });
});
