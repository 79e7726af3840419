import { aPortfolio, eventually } from '@pitwall/test-kit';
import { afterEach, describe, expect, inject, it } from 'vitest';

import { aDrill, getJob, getJson, submit, until } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

afterEach(endAll);

describe('a job', () => {
  it('goes from submit to upload file, and every process stops cleanly', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, worker] = [await start('api', env), await start('worker', env)];
    await eventually(async () => expect((await fetch(`${worker.url}/readyz`)).status).toBe(200));
    const id = await submit(api.url, aPortfolio());
    await until(api.url, { id, is: { status: 'completed', termination: 'optimal' } });
    const result = await getJson(`${api.url}/v1/jobs/${id}/result`);
    expect(result).toMatchObject({ counts: { asked: 3, found: 3 } });
    const csv = await (await fetch(`${api.url}/v1/jobs/${id}/result.csv`)).text();
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      'D,D,D,D,D,D',
      [1, 2, 3, 4, 5, 6].map((number) => `Driver ${number} (${number})`).join(','),
    ]);
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });

  it('carries its correlation id through API, worker and thread', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, worker] = [await start('api', env), await start('worker', env)];
    await fetch(`${api.url}/v1/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-correlation-id': 'trace-me' },
      body: JSON.stringify(aDrill({ seconds: 0.1 })),
    });
    await eventually(() => {
      expect(api.lines).toContainEqual(expect.objectContaining({ correlationId: 'trace-me' }));
      for (const msg of ['job started', 'drill began', 'job left this worker']) {
        expect(worker.lines).toContainEqual(
          expect.objectContaining({ msg, correlationId: 'trace-me' }),
        );
      }
    }, 10_000);
    await end(worker);
    await end(api);
  });

  it('is cancelled within a second, whichever worker runs it', async () => {
    const env = testEnv(inject('redisUrl'));
    const api = await start('api', env);
    const workers = [await start('worker', env), await start('worker', env)];
    const id = await submit(api.url, aDrill({ seconds: 600, mode: 'ignore_stop' }));
    await until(api.url, { id, is: { status: 'running' } });
    const busy = async () => {
      const all = workers.map(({ url }) => getJson(`${url}/ready`));
      const reports = (await Promise.all(all)) as { checks: { threads: { busy: number } } }[];
      return reports.reduce((sum, { checks }) => sum + checks.threads.busy, 0);
    };
    await eventually(async () => expect(await busy()).toBe(1));
    await fetch(`${api.url}/v1/jobs/${id}/cancel`, { method: 'POST' });
    expect(await getJob(api.url, id)).toMatchObject({ status: 'cancelled' });
    await eventually(async () => expect(await busy()).toBe(0), 1_000);
    for (const part of [...workers, api]) expect(await end(part)).toBe(0);
  });
});

describe('a job that is tried again', () => {
  it('goes on from its checkpoint, with the starts of before still in its log', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, aDrill({ seconds: 3, steps: 30 }));
    const isWellUnderWay = expect.toSatisfy((progress) => progress > 20);
    await until(api.url, { id, is: { status: 'running', progress: isWellUnderWay } });
    await fetch(`${api.url}/v1/jobs/${id}/cancel`, { method: 'POST' });
    const retried = await fetch(`${api.url}/v1/jobs/${id}/retry`, { method: 'POST' });
    expect(retried.status).toBe(202);
    await until(api.url, { id, is: { status: 'completed', generation: 2, starts: 2 } });
    const result = (await getJson(`${api.url}/v1/jobs/${id}/result`)) as { stepsResumed: number };
    expect(result.stepsResumed).toBeGreaterThan(0);
    expect(await getJson(`${api.url}/v1/jobs/${id}/starts`)).toMatchObject({
      starts: [{ ended: 'cancelled' }, { ended: 'completed', generation: 2 }],
    });
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });
});

describe('a deploy', () => {
  it('costs a running job nothing: another worker goes on from its checkpoint', async () => {
    const env = { ...testEnv(inject('redisUrl')), SHUTDOWN_GRACE_SECONDS: '3' };
    const [api, old] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, aDrill({ seconds: 8, steps: 40 }));
    await until(api.url, { id, is: { status: 'running' } });
    const replacement = await start('worker', env);
    const seen = new Set<string>();
    const ended = end(old);
    await eventually(async () => {
      const job = await getJob(api.url, id);
      seen.add(job.status);
      expect(job.status).toBe('completed');
    }, 20_000);
    expect(await ended).toBe(0);
    expect([...seen]).not.toContain('failed');
    expect(await getJob(api.url, id)).toMatchObject({ attempt: 1, starts: 2 });
    const result = (await getJson(`${api.url}/v1/jobs/${id}/result`)) as { stepsResumed: number };
    expect(result.stepsResumed).toBeGreaterThan(0);
    await end(replacement);
    await end(api);
  });

  it('of the API while jobs run loses none', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => submit(api.url, aDrill({ seconds: 0.2 }))),
    );
    await end(api, 'SIGKILL');
    const restarted = await start('api', env);
    for (const id of ids) {
      await until(restarted.url, { id, is: { status: 'completed' }, withinMs: 20_000 });
    }
    await end(worker);
    await end(restarted);
  });
});

describe('a worker that is killed', () => {
  it('loses no job: another goes on from the checkpoint, with the attempt not counted', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, doomed] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, aDrill({ seconds: 4, steps: 40 }));
    await until(api.url, {
      id,
      is: { status: 'running', progress: expect.toSatisfy((value) => value > 10) },
    });
    await end(doomed, 'SIGKILL');
    const other = await start('worker', env);
    await until(api.url, { id, is: { status: 'completed', attempt: 1 }, withinMs: 25_000 });
    await end(other);
    await end(api);
  });
});
