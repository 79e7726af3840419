import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort, startRedisServer } from '@pitwall/launcher';
import { aPortfolio, eventually } from '@pitwall/test-kit';
import { afterEach, describe, expect, inject, it } from 'vitest';

import { aDrill, getJson, submit, until } from './http.ts';
import { end, endAll, spawnApp, start, testEnv } from './processes.ts';

afterEach(endAll);

describe('a start', () => {
  it.each(['api', 'worker'])(
    'of the %s with a wrong variable stops with a clear message',
    async (app) => {
      const env = { ...testEnv(inject('redisUrl')), JOB_TTL_DAYS: '0', LOG_LEVEL: 'loud' };
      const { child, stderr } = spawnApp(app, env);
      await once(child, 'exit');
      expect(child.exitCode).toBe(1);
      const message = stderr.join('\n');
      expect(message).toMatch(/JOB_TTL_DAYS: must be at least 1 day/);
      expect(message).toMatch(/LOG_LEVEL/);
    },
  );

  it('in memory is one process in which everything works', async () => {
    const { REDIS_URL: _, ...env } = testEnv('');
    const service = await start('standalone', { ...env, STORE: 'memory' });
    expect((await fetch(`${service.url}/ready`)).status).toBe(200);
    const id = await submit(service.url, aPortfolio());
    await until(service.url, { id, is: { status: 'completed' } });
    expect((await fetch(`${service.url}/v1/jobs/${id}/result.csv`)).status).toBe(200);
    expect(await getJson(`${service.url}/v1/jobs/counts`)).toMatchObject({ completed: 1 });
    expect(await getJson(`${service.url}/v1/jobs?status=completed`)).toMatchObject({
      jobs: [{ id }],
    });
    const drill = await submit(service.url, aDrill({ seconds: 600 }));
    await until(service.url, { id: drill, is: { status: 'running' } });
    await fetch(`${service.url}/v1/jobs/${drill}/cancel`, { method: 'POST' });
    await until(service.url, { id: drill, is: { status: 'cancelled' } });
    expect(await end(service)).toBe(0);
  });
});

describe('a Redis that is away', () => {
  it('keeps nothing from starting: 503 within two seconds, and all goes on when it is back', async () => {
    const port = await freePort();
    const env = testEnv(`redis://127.0.0.1:${port}`);
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const response = await fetch(`${api.url}/v1/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aDrill({ seconds: 0 })),
      signal: AbortSignal.timeout(2_000),
    });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect((await fetch(`${api.url}/health`)).status).toBe(200);
    expect((await fetch(`${api.url}/ready`)).status).toBe(503);
    const redis = await startRedisServer({ persistence: 'none', port });
    await eventually(
      async () => expect((await fetch(`${api.url}/ready`)).status).toBe(200),
      10_000,
    );
    const id = await submit(api.url, aDrill({ seconds: 0 }));
    await until(api.url, { id, is: { status: 'completed' } });
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
    await redis.stop();
  });

  it('in the middle of a job costs neither the job nor a restart', async () => {
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'pitwall-e2e-'));
    const options = { persistence: { aof: 'always' as const, folder }, port };
    const env = testEnv(`redis://127.0.0.1:${port}`);
    const first = await startRedisServer(options);
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, aDrill({ seconds: 3, steps: 30 }));
    await until(api.url, { id, is: { status: 'running' } });
    process.kill(first.pid, 'SIGKILL');
    await eventually(async () => expect((await fetch(`${api.url}/ready`)).status).toBe(503), 5_000);
    const second = await startRedisServer(options);
    await until(api.url, { id, is: { status: 'completed' }, withinMs: 30_000 });
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
    await second.stop();
    await rm(folder, { recursive: true });
  });

  it('does not keep an idle worker from stopping', async () => {
    const port = await freePort();
    const redis = await startRedisServer({ persistence: 'none', port });
    const worker = await start('worker', testEnv(`redis://127.0.0.1:${port}`));
    await eventually(async () => expect((await fetch(`${worker.url}/ready`)).status).toBe(200));
    await redis.stop();
    const early = AbortSignal.timeout(30_000);
    const exited = once(worker.child, 'exit', { signal: early });
    worker.child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });
});
