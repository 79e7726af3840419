import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { type JobEvent, jobAfter } from '../src/jobEvents.ts';
import { untilSilent } from '../src/untilSilent.ts';
import { clientOf } from './clientOf.ts';
import { PROBLEM } from './testServer.ts';

const frame = (id: string, event: string, data: object = {}) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

async function seenBy(events: AsyncIterable<JobEvent>): Promise<string[]> {
  const seen: string[] = [];
  for await (const { type, id } of events) seen.push(`${id} ${type}`);
  return seen;
}

describe('PitwallClient.watch', () => {
  it('goes on over another connection where one has ended, and none of it twice', async () => {
    const retry = 'retry: 10\n\n';
    const { server, client } = await clientOf([
      { body: `${retry}${frame('1', 'snapshot')}${frame('2', 'started')}event: reconnect\n\n` },
      'hang up',
      { status: 503, body: PROBLEM },
      { body: `${retry}${frame('3', 'progressed')}` },
      { body: `${frame('4', 'completed')}${frame('4', 'end')}` },
    ]);
    const seen = await seenBy(client.watch('J'));
    expect(seen).toEqual(['1 snapshot', '2 started', '3 progressed', '4 completed', '4 end']);
    const from = server.requests.map(({ headers }) => headers['last-event-id']);
    expect(from).toEqual([undefined, '2', '2', '2', '3']);
  });

  it('begins where an earlier watch ended, and is over where there is nothing more', async () => {
    const { server, client } = await clientOf([{ status: 204, body: '' }]);
    expect(await seenBy(client.watch('J', { lastEventId: '4' }))).toEqual([]);
    expect(server.requests[0]?.headers['last-event-id']).toBe('4');
  });

  it('fails where there is no such job', async () => {
    const { client } = await clientOf([{ status: 404, body: PROBLEM }]);
    await expect(client.watch('J').next()).rejects.toMatchObject({ status: 404 });
  });

  it('fails where something else than events is answered', async () => {
    const headers = { 'content-type': 'text/html' };
    const { client } = await clientOf([{ body: '<h1>It works!</h1>', headers }]);
    await expect(client.watch('J').next()).rejects.toMatchObject({
      name: 'PitwallError',
      status: 200,
      message: expect.stringContaining('text/html instead of text/event-stream'),
    });
  });

  it('stops when it is told to', async () => {
    const { client } = await clientOf(['never']);
    const abort = new AbortController();
    const next = client.watchAll({}, { signal: abort.signal }).next();
    abort.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
  });
});

describe('untilSilent', () => {
  it('breaks where nothing has come for too long', async () => {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => controller.enqueue(new Uint8Array([1])),
    });
    const reader = untilSilent(body, 50).getReader();
    expect((await reader.read()).value).toEqual(new Uint8Array([1]));
    await expect(reader.read()).rejects.toThrow('silent');
  });
});

describe('jobAfter', () => {
  it('sets what was set and takes away what was cleared', () => {
    const job = aJob({ id: 'J', currentStep: 'one', progress: 5, version: 3 });
    const at = '2026-02-15T18:31:00.000Z';
    const change = { job: 'J', type: 'released', version: 4, at, currentStep: null, progress: 0 };
    const after = jobAfter(job, change as never);
    expect(after).toMatchObject({ id: 'J', version: 4, progress: 0, updatedAt: at });
    expect(after).not.toHaveProperty('currentStep');
    expect(after).not.toHaveProperty('job');
  });
});
