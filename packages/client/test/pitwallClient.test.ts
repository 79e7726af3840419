import type { Job } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { PitwallClient } from '../src/pitwallClient.ts';
import { UNREACHABLE } from '../src/pitwallError.ts';
import { PROBLEM, TestServer } from './testServer.ts';

describe('PitwallClient', () => {
  let server: TestServer;
  let client: PitwallClient;

  beforeEach(async () => {
    server = new TestServer();
    await server.start();
    client = new PitwallClient({ baseUrl: server.url });
  });

  afterEach(() => server.stop());

  it('knows every other address', async () => {
    server.answers = [{ body: {} }];
    await client.get('J');
    await client.list({ status: 'failed', limit: 5 });
    await client.counts();
    await client.result('J');
    await client.resultCsv('J', 'fanduel');
    await client.cancel('J');
    await client.retry('J');
    await client.retry('J', { fromStart: true });
    await client.starts('J');
    await client.parseSlate({ salaries: 'id,name' });
    expect(server.lines).toEqual([
      'GET /v1/jobs/J',
      'GET /v1/jobs?status=failed&limit=5',
      'GET /v1/jobs/counts',
      'GET /v1/jobs/J/result',
      'GET /v1/jobs/J/result.csv?format=fanduel',
      'POST /v1/jobs/J/cancel',
      'POST /v1/jobs/J/retry',
      'POST /v1/jobs/J/retry',
      'GET /v1/jobs/J/starts',
      'POST /v1/slates/parse',
    ]);
    expect(server.requests[7]?.body).toBe('{"fromStart":true}');
  });

  it('throws what the service says of a failure', async () => {
    server.answers = [{ status: 409, body: PROBLEM }];
    await expect(client.result('J')).rejects.toMatchObject({
      status: 409,
      code: 'job_not_finished',
      message: 'Job J is running',
      problem: PROBLEM,
    });
  });

  it('copes with an error page that is not the service’s', async () => {
    server.answers = [{ status: 404, body: '<h1>nginx</h1>' }];
    await expect(client.get('J')).rejects.toMatchObject({ status: 404, problem: undefined });
  });

  it('says when nobody answers', async () => {
    server.answers = ['hang up'];
    await expect(client.get('J')).rejects.toMatchObject({ status: 0, code: UNREACHABLE });
  });

  describe('waitForEnd', () => {
    it('reports every change and resolves to the finished job', async () => {
      const seen: number[] = [];
      server.answers = [
        { body: aJob({ status: 'running', progress: 0, version: 1 }) },
        { body: aJob({ status: 'running', progress: 0, version: 1 }) },
        { body: aJob({ status: 'running', progress: 50, version: 2 }) },
        { body: aJob({ status: 'completed', progress: 100, version: 3 }) },
      ];
      const onUpdate = (job: Job) => seen.push(job.progress);
      const job = await client.waitForEnd('J', { pollMs: 1, onUpdate });
      expect(job.status).toBe('completed');
      expect(seen).toEqual([0, 50, 100]);
    });

    it('waits as long as the service asks for', async () => {
      server.answers = [
        { body: aJob({ status: 'running' }), headers: { 'retry-after': '1' } },
        { body: aJob({ status: 'completed' }) },
      ];
      const startedMs = performance.now();
      await client.waitForEnd('J');
      expect(performance.now() - startedMs).toBeGreaterThan(950);
    });

    it('lives through a restart of the service', async () => {
      server.answers = [
        'hang up',
        { status: 503, body: PROBLEM },
        { body: aJob({ status: 'completed' }) },
      ];
      expect((await client.waitForEnd('J')).status).toBe('completed');
    });

    it('gives up at once on a failure that will not pass', async () => {
      server.answers = [{ status: 404, body: PROBLEM }];
      await expect(client.waitForEnd('J')).rejects.toMatchObject({ status: 404 });
      expect(server.lines).toHaveLength(1);
    });

    it('stops when it is told to', async () => {
      server.answers = [{ body: aJob({ status: 'running' }) }];
      const abort = new AbortController();
      const onUpdate = () => abort.abort(new Error('enough'));
      await expect(
        client.waitForEnd('J', { signal: abort.signal, onUpdate, pollMs: 60_000 }),
      ).rejects.toThrow('enough');
    });
  });
});
