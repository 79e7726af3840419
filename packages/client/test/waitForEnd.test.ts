import type { Job } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { clientOf } from './clientOf.ts';
import { PROBLEM } from './testServer.ts';

describe('PitwallClient.waitForEnd', () => {
  it('has the service wait for the end where nobody wants to know what comes before', async () => {
    const headers = { 'preference-applied': 'wait=25', 'retry-after': '1' };
    const { server, client } = await clientOf([
      { body: aJob({ status: 'running' }), headers },
      { body: aJob({ status: 'completed', version: 2 }), headers },
    ]);
    expect((await client.waitForEnd('J')).status).toBe('completed');
    const asked = server.requests.map((seen) => seen.headers);
    expect(asked).toMatchObject([{ prefer: 'wait=25' }, { prefer: 'wait=25' }]);
    expect(asked.every((seen) => seen['if-none-match'] === undefined)).toBe(true);
  });

  it('looks at once, then has the service wait for each change', async () => {
    const seen: number[] = [];
    const headers = { 'preference-applied': 'wait=25' };
    const { server, client } = await clientOf([
      { body: aJob({ status: 'running', version: 1 }), headers: { etag: '"v1"' } },
      { status: 304, body: '', headers: { ...headers, etag: '"v1"' } },
      { body: aJob({ status: 'completed', version: 3 }), headers: { ...headers, etag: '"v3"' } },
    ]);
    const job = await client.waitForEnd('J', { onUpdate: ({ version }) => seen.push(version) });
    expect(job.status).toBe('completed');
    expect(seen).toEqual([1, 3]);
    const asked = server.requests.map((request) => [
      request.headers['prefer'],
      request.headers['if-none-match'],
    ]);
    expect(asked).toEqual([
      [undefined, undefined],
      ['wait=25', '"v1"'],
      ['wait=25', '"v1"'],
    ]);
  });

  it('reports every change and resolves to the finished job', async () => {
    const seen: number[] = [];
    const { client } = await clientOf([
      { body: aJob({ status: 'running', progress: 0, version: 1 }) },
      { body: aJob({ status: 'running', progress: 0, version: 1 }) },
      { body: aJob({ status: 'running', progress: 50, version: 2 }) },
      { body: aJob({ status: 'completed', progress: 100, version: 3 }) },
    ]);
    const onUpdate = (job: Job) => seen.push(job.progress);
    const job = await client.waitForEnd('J', { pollMs: 1, onUpdate });
    expect(job.status).toBe('completed');
    expect(seen).toEqual([0, 50, 100]);
  });

  it('waits as long as the service asks for', async () => {
    const { client } = await clientOf([
      { body: aJob({ status: 'running' }), headers: { 'retry-after': '1' } },
      { body: aJob({ status: 'completed' }) },
    ]);
    const startedMs = performance.now();
    await client.waitForEnd('J');
    expect(performance.now() - startedMs).toBeGreaterThan(950);
  });

  it('lives through a restart of the service', async () => {
    const { client } = await clientOf([
      'hang up',
      { status: 503, body: PROBLEM },
      { body: aJob({ status: 'completed' }) },
    ]);
    expect((await client.waitForEnd('J')).status).toBe('completed');
  });

  it('gives up at once on a failure that will not pass', async () => {
    const { server, client } = await clientOf([{ status: 404, body: PROBLEM }]);
    await expect(client.waitForEnd('J')).rejects.toMatchObject({ status: 404 });
    expect(server.lines).toHaveLength(1);
  });

  it('stops when it is told to', async () => {
    const { client } = await clientOf([{ body: aJob({ status: 'running' }) }]);
    const abort = new AbortController();
    const onUpdate = () => abort.abort(new Error('enough'));
    await expect(
      client.waitForEnd('J', { signal: abort.signal, onUpdate, pollMs: 60_000 }),
    ).rejects.toThrow('enough');
  });
});
