import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Job } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { PitwallClient } from '../src/pitwallClient.ts';
import { UNREACHABLE } from '../src/pitwallError.ts';

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };

const PROBLEM = {
  type: 'https://pitwall.dev/problems/job_not_finished',
  title: 'The job has not finished',
  status: 409,
  code: 'job_not_finished',
  detail: 'Job J is running',
  instance: '/v1/jobs/J/result',
  correlationId: 'C',
};

describe('PitwallClient', () => {
  let server: Server;
  let client: PitwallClient;
  let requests: { line: string; body: string }[];
  /** What the server answers, one after the other; the last one from then on. */
  let answers: (Answer | 'hang up')[];

  beforeEach(async () => {
    requests = [];
    server = createServer((request, response) => void respond(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = new PitwallClient({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    });
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests.push({
      line: `${request.method} ${request.url}`,
      body: Buffer.concat(chunks).toString(),
    });
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
    if (answer === 'hang up') return void request.socket.destroy();
    const { status = 200, body, headers = {} } = answer;
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  const lines = () => requests.map(({ line }) => line);

  it('submits a job and gives it back', async () => {
    const job = aJob({ id: 'J' });
    answers = [{ status: 202, body: job }];
    expect(await client.submit({ kind: 'portfolio', input: { lineups: 1 } })).toEqual(job);
    expect(requests).toEqual([
      { line: 'POST /v1/jobs', body: '{"kind":"portfolio","input":{"lineups":1}}' },
    ]);
  });

  it('knows every other address', async () => {
    answers = [{ body: {} }];
    await client.get('J');
    await client.list({ status: 'failed', limit: 5 });
    await client.counts();
    await client.result('J');
    await client.resultCsv('J', 'fanduel');
    await client.cancel('J');
    await client.parseSlate({ salaries: 'id,name' });
    expect(lines()).toEqual([
      'GET /v1/jobs/J',
      'GET /v1/jobs?status=failed&limit=5',
      'GET /v1/jobs/counts',
      'GET /v1/jobs/J/result',
      'GET /v1/jobs/J/result.csv?format=fanduel',
      'POST /v1/jobs/J/cancel',
      'POST /v1/slates/parse',
    ]);
  });

  it('throws what the service says of a failure', async () => {
    answers = [{ status: 409, body: PROBLEM }];
    await expect(client.result('J')).rejects.toMatchObject({
      status: 409,
      code: 'job_not_finished',
      message: 'Job J is running',
      problem: PROBLEM,
    });
  });

  it('copes with an error page that is not the service’s', async () => {
    answers = [{ status: 404, body: '<h1>nginx</h1>' }];
    await expect(client.get('J')).rejects.toMatchObject({ status: 404, problem: undefined });
  });

  it('says when nobody answers', async () => {
    answers = ['hang up'];
    await expect(client.get('J')).rejects.toMatchObject({ status: 0, code: UNREACHABLE });
  });

  describe('waitForEnd', () => {
    it('reports every change and resolves to the finished job', async () => {
      const seen: number[] = [];
      answers = [
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
      answers = [
        { body: aJob({ status: 'running' }), headers: { 'retry-after': '1' } },
        { body: aJob({ status: 'completed' }) },
      ];
      const startedMs = performance.now();
      await client.waitForEnd('J');
      expect(performance.now() - startedMs).toBeGreaterThan(950);
    });

    it('lives through a restart of the service', async () => {
      answers = [
        'hang up',
        { status: 503, body: PROBLEM },
        { body: aJob({ status: 'completed' }) },
      ];
      expect((await client.waitForEnd('J')).status).toBe('completed');
    });

    it('gives up at once on a failure that will not pass', async () => {
      answers = [{ status: 404, body: PROBLEM }];
      await expect(client.waitForEnd('J')).rejects.toMatchObject({ status: 404 });
      expect(lines()).toHaveLength(1);
    });

    it('stops when it is told to', async () => {
      answers = [{ body: aJob({ status: 'running' }) }];
      const abort = new AbortController();
      const onUpdate = () => abort.abort(new Error('enough'));
      await expect(
        client.waitForEnd('J', { signal: abort.signal, onUpdate, pollMs: 60_000 }),
      ).rejects.toThrow('enough');
    });
  });
});
