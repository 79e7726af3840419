import type { Job } from '@pitwall/contract';
import { afterEach, describe, expect, inject, it } from 'vitest';

import { aDrill, getJob, submit, until } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

afterEach(endAll);

const later = (changes: object, seconds = 0.1) => ({ ...aDrill({ seconds }), ...changes });
const NOT_IN_TIME = {
  status: 'failed',
  starts: 0,
  error: expect.objectContaining({ code: 'not_started_in_time' }),
} as const;

describe('a job that is to run later', () => {
  it('waits for its time', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, later({ delaySeconds: 3 }));
    expect(await getJob(api.url, id)).toMatchObject({ status: 'pending' });
    await until(api.url, { id, is: { status: 'completed', starts: 1 } });
    const { runAt = '', startedAt = '' } = await getJob(api.url, id);
    const lateMs = Date.parse(startedAt) - Date.parse(runAt);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(3_000);
    for (const part of [worker, api]) expect(await end(part)).toBe(0);
  });
});

describe('a job that is to start in time', () => {
  it('is not started once it is too late', async () => {
    const env = testEnv(inject('redisUrl'));
    const api = await start('api', env);
    const id = await submit(api.url, later({ queueTtlSeconds: 1 }));
    const { startBy = '' } = await getJob(api.url, id);
    await expect.poll(async () => Date.now() > Date.parse(startBy), { timeout: 5_000 }).toBe(true);
    const worker = await start('worker', env);
    await until(api.url, { id, is: NOT_IN_TIME });
    for (const part of [worker, api]) expect(await end(part)).toBe(0);
  });

  it('is ended while it waits behind others', async () => {
    const env = { ...testEnv(inject('redisUrl')), HOUSEKEEPING_SECONDS: '1' };
    const [api, worker] = [
      await start('api', env),
      await start('worker', { ...env, WORKER_CONCURRENCY: '1', SHUTDOWN_GRACE_SECONDS: '3' }),
    ];
    const busy = await submit(api.url, aDrill({ seconds: 600 }));
    await until(api.url, { id: busy, is: { status: 'running' } });
    const id = await submit(api.url, later({ queueTtlSeconds: 1 }));
    await until(api.url, { id, is: NOT_IN_TIME });
    expect(await getJob(api.url, busy)).toMatchObject({ status: 'running' });
    const refused = await post(`${api.url}/v1/jobs`, later({ onBusy: 'reject' }));
    expect(refused.status).toBe(429);
    for (const part of [worker, api]) expect(await end(part)).toBe(0);
  });
});

describe('a batch', () => {
  it('is worked off, each job once, however often it is sent', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const jobs = Array.from({ length: 120 }, () => later({}, 0));
    const send = async () => {
      const response = await post(`${api.url}/v1/jobs/batch`, { jobs });
      const { results } = (await response.json()) as { results: { job: Job }[] };
      return results.map(({ job }) => job.id);
    };
    const [first, again] = [await send(), await send()];
    expect(again).toEqual(first);
    for (const id of first) {
      await until(api.url, { id, is: { status: 'completed', starts: 1 }, withinMs: 40_000 });
    }
    for (const part of [worker, api]) expect(await end(part)).toBe(0);
  });
});

function post(address: string, body: object): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'once' },
    body: JSON.stringify(body),
  });
}
