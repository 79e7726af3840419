import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { UNREACHABLE } from '../src/pitwallError.ts';
import { clientOf } from './clientOf.ts';
import { PROBLEM } from './testServer.ts';

const SUBMISSION = { kind: 'portfolio', input: { lineups: 1 } };
const ACCEPTED = { status: 202, body: aJob({ id: 'J' }) };

describe('PitwallClient.submit', () => {
  it('sends the job and gives back what the service made of it', async () => {
    const { server, client } = await clientOf([ACCEPTED]);
    expect(await client.submit(SUBMISSION)).toEqual(ACCEPTED.body);
    expect(server.requests).toMatchObject([
      { line: 'POST /v1/jobs', body: '{"kind":"portfolio","input":{"lineups":1}}' },
    ]);
  });

  it('sends a key of its own each time, in quotes', async () => {
    const { server, client } = await clientOf([ACCEPTED]);
    await client.submit(SUBMISSION);
    await client.submit(SUBMISSION);
    const [first, second] = server.requests;
    expect(first?.key).toMatch(/^"[0-9a-f]{32}"$/);
    expect(second?.key).not.toBe(first?.key);
  });

  it('sends the key it is given, escaped', async () => {
    const { server, client } = await clientOf([ACCEPTED]);
    await client.submit(SUBMISSION, { idempotencyKey: String.raw`a"b\c` });
    expect(server.requests[0]?.key).toBe(String.raw`"a\"b\\c"`);
  });

  it('sends the very same again while the service is away, and tells of it', async () => {
    const told: string[] = [];
    const { server, client } = await clientOf([
      'hang up',
      { status: 503, body: PROBLEM },
      ACCEPTED,
    ]);
    const job = await client.submit(SUBMISSION, {
      onAway: ({ code }, pauseMs) => told.push(`${code} ${pauseMs}`),
    });
    expect(job.id).toBe('J');
    expect(told).toEqual([`${UNREACHABLE} 250`, `${PROBLEM.code} 500`]);
    expect(server.requests).toHaveLength(3);
    expect(new Set(server.requests.map((request) => JSON.stringify(request))).size).toBe(1);
  });

  it('gives up after the third repeat', async () => {
    const { server, client } = await clientOf(['hang up']);
    await expect(client.submit(SUBMISSION)).rejects.toMatchObject({ code: UNREACHABLE });
    expect(server.requests).toHaveLength(4);
  });

  it('waits as long as the service asks for', async () => {
    const { client } = await clientOf([{ status: 503, headers: { 'retry-after': '1' } }, ACCEPTED]);
    const startedMs = performance.now();
    await client.submit(SUBMISSION);
    expect(performance.now() - startedMs).toBeGreaterThan(950);
  });

  it('does not wait for minutes', async () => {
    const { client } = await clientOf([
      { status: 503, headers: { 'retry-after': '600' } },
      ACCEPTED,
    ]);
    await expect(client.submit(SUBMISSION)).rejects.toMatchObject({ retryAfterMs: 600_000 });
  });

  it('does not repeat what the service has refused', async () => {
    const { server, client } = await clientOf([{ status: 422, body: { ...PROBLEM, status: 422 } }]);
    await expect(client.submit(SUBMISSION)).rejects.toMatchObject({ status: 422 });
    expect(server.requests).toHaveLength(1);
  });

  it('stops waiting when it is told to', async () => {
    const { server, client } = await clientOf([{ status: 503, headers: { 'retry-after': '20' } }]);
    const abort = new AbortController();
    const onAway = () => abort.abort(new Error('enough'));
    const submitted = client.submit(SUBMISSION, { signal: abort.signal, onAway });
    await expect(submitted).rejects.toThrow('enough');
    expect(server.requests).toHaveLength(1);
  });
});
