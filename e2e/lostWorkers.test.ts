import type { JobStart } from '@pitwall/contract';
import { eventually } from '@pitwall/test-kit';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, inject, it } from 'vitest';

import { aDrill, getJob, getJson, submit, until } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

afterEach(endAll);

async function startsOf(url: string, id: string): Promise<JobStart[]> {
  return ((await getJson(`${url}/v1/jobs/${id}/starts`)) as { starts: JobStart[] }).starts;
}

describe('a job whose workers are lost too often', () => {
  it('is given up with a reason, and its neighbour is not', async () => {
    const env = testEnv(inject('redisUrl'));
    const redis = new Redis(inject('redisUrl'));
    const [api, doomed] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, aDrill({ seconds: 600 }));
    const neighbour = await submit(api.url, aDrill({ seconds: 2, steps: 20 }));
    for (const job of [id, neighbour]) await until(api.url, { id: job, is: { status: 'running' } });
    // As after four workers before this one; killing them all would take over a minute.
    await redis.hset(`${env['REDIS_PREFIX']}:job:${id}`, 'lost_starts', '4');
    await end(doomed, 'SIGKILL');
    const worker = await start('worker', env);
    await until(api.url, {
      id,
      is: {
        status: 'failed',
        lostStarts: 5,
        error: expect.objectContaining({ code: 'lost_too_often' }),
      },
      withinMs: 30_000,
    });
    await until(api.url, {
      id: neighbour,
      is: { status: 'completed', attempt: 1, lostStarts: 1 },
      withinMs: 30_000,
    });
    await redis.quit();
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });
});

describe('a job that kills its whole process', () => {
  it('costs one worker, then fails alone with a reason; its neighbour finishes', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, first] = [await start('api', env), await start('worker', env)];
    const neighbour = await submit(api.url, aDrill({ seconds: 3, steps: 30 }));
    await until(api.url, { id: neighbour, is: { status: 'running' } });
    const id = await submit(api.url, aDrill({ seconds: 1, steps: 4, mode: 'kill_process' }));
    await eventually(() => expect(first.child.signalCode).toBe('SIGKILL'), 10_000);
    const second = await start('worker', env);
    await until(api.url, {
      id,
      is: {
        status: 'failed',
        attempt: 3,
        lostStarts: 1,
        isSuspect: true,
        error: { code: 'crashed', message: expect.stringContaining('SIGKILL') },
      },
      withinMs: 45_000,
    });
    await until(api.url, { id: neighbour, is: { status: 'completed', attempt: 1 } });
    const ends = (await startsOf(api.url, id)).map(({ ended }) => ended);
    expect(ends).toEqual(['lost', 'attempt_failed', 'attempt_failed', 'failed']);
    expect(await end(second)).toBe(0);
    expect(await end(api)).toBe(0);
  }, 90_000);
});

describe('a worker that is paused for longer than its lock', () => {
  it('writes nothing any more, stops solving, and there is one result', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, paused] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, aDrill({ seconds: 5, steps: 50 }));
    await until(api.url, {
      id,
      is: { status: 'running', progress: expect.toSatisfy((p) => p > 5) },
    });
    paused.child.kill('SIGSTOP');
    const other = await start('worker', env);
    await until(api.url, { id, is: { status: 'running', starts: 2 }, withinMs: 20_000 });
    paused.child.kill('SIGCONT');
    await eventually(() => {
      const left = paused.lines.filter(({ msg }) => msg === 'job is not ours to run');
      expect(left).toHaveLength(1);
    }, 5_000);
    await until(api.url, { id, is: { status: 'completed', attempt: 1 }, withinMs: 15_000 });
    const finished = await getJob(api.url, id);
    expect((await startsOf(api.url, id)).map(({ ended }) => ended)).toEqual(['lost', 'completed']);
    for (const worker of [paused, other]) expect(await end(worker)).toBe(0);
    expect(await getJob(api.url, id)).toEqual(finished);
    expect(await end(api)).toBe(0);
  });
});
