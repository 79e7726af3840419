import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { UNREACHABLE } from '../src/pitwallError.ts';
import { clientOf } from './clientOf.ts';
import { PROBLEM } from './testServer.ts';

describe('PitwallClient', () => {
  it('throws what the service says of a failure', async () => {
    const { client } = await clientOf([{ status: 409, body: PROBLEM }]);
    await expect(client.result('J')).rejects.toMatchObject({
      status: 409,
      code: 'job_not_finished',
      message: 'Job J is running',
      problem: PROBLEM,
    });
  });

  it('copes with an error page that is not the service’s', async () => {
    const { client } = await clientOf([{ status: 404, body: '<h1>nginx</h1>' }]);
    await expect(client.get('J')).rejects.toMatchObject({ status: 404, problem: undefined });
  });

  it('says who answered with something else than JSON', async () => {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    const { server, client } = await clientOf([{ body: '<h1>It works!</h1>', headers }]);
    const failure = {
      name: 'PitwallError',
      status: 200,
      code: 'http',
      message: `${server.url}v1/jobs/J answered with text/html; charset=utf-8 instead of application/json; is that the service’s address?`,
    };
    await expect(client.get('J')).rejects.toMatchObject(failure);
    await expect(client.waitForEnd('J')).rejects.toMatchObject(failure);
  });

  it('names the first things that are wrong with a request', async () => {
    const errors = [
      { pointer: '#/input', detail: 'is missing' },
      { parameter: 'limit', detail: 'must be a number' },
      { detail: 'none of it' },
      { pointer: '#/kind', detail: 'is missing' },
    ];
    const detail = '4 things are wrong with the request';
    const body = { ...PROBLEM, status: 400, code: 'invalid_request', detail, errors };
    const { client } = await clientOf([{ status: 400, body }]);
    await expect(client.get('J')).rejects.toThrow(
      '4 things are wrong with the request: #/input: is missing; limit: must be a number; none of it; …',
    );
  });

  it('says when nobody answers', async () => {
    const { client } = await clientOf(['hang up']);
    await expect(client.get('J')).rejects.toMatchObject({ status: 0, code: UNREACHABLE });
  });

  it('asks again whatever was refused for being too much, when it may', async () => {
    const refused = { ...PROBLEM, status: 429, code: 'rate_limited' };
    const { server, client } = await clientOf([
      { status: 429, body: refused, headers: { 'retry-after': '1' } },
      { body: aJob({ id: 'J', status: 'cancelled' }) },
    ]);
    const startedMs = performance.now();
    expect((await client.cancel('J')).status).toBe('cancelled');
    expect(performance.now() - startedMs).toBeGreaterThan(950);
    expect(server.lines).toHaveLength(2);
  });

  it('asks nothing twice that could be done twice', async () => {
    const { server, client } = await clientOf([{ status: 503, body: PROBLEM }]);
    await expect(client.retry('J')).rejects.toMatchObject({ status: 503 });
    expect(server.lines).toHaveLength(1);
  });

  it('says which version an edit is meant for', async () => {
    const { server, client } = await clientOf([{ body: aJob() }]);
    await client.edit('J', { priority: 'high' }, { version: 17 });
    await client.edit('J', { tags: null });
    expect(server.requests.map(({ headers }) => headers['if-match'])).toEqual(['"v17"', undefined]);
  });

  it('lets go when it is told to, with the reason it was told', async () => {
    const { client } = await clientOf(['never']);
    const abort = new AbortController();
    const asked = client.stats({ window: '7d' }, { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });

  it('goes through page after page, each when it is needed', async () => {
    const { server, client } = await clientOf([
      { body: { jobs: [aJob({ id: 'A' }), aJob({ id: 'B' })], unreadable: [], nextCursor: 'c 1' } },
      { body: { jobs: [], unreadable: [], nextCursor: 'c2' } },
      { body: { jobs: [aJob({ id: 'C' })], unreadable: [] } },
    ]);
    const ids: string[] = [];
    for await (const { id } of client.listAll({ status: ['failed', 'cancelled'], tag: 'x' })) {
      ids.push(`${id} after ${server.lines.length}`);
    }
    expect(ids).toEqual(['A after 1', 'B after 1', 'C after 3']);
    expect(server.lines).toEqual([
      'GET /v1/jobs?status=failed&status=cancelled&tag=x',
      'GET /v1/jobs?status=failed&status=cancelled&tag=x&cursor=c+1',
      'GET /v1/jobs?status=failed&status=cancelled&tag=x&cursor=c2',
    ]);
  });
});
