import { cancelled, completed, progressed, released } from '@pitwall/job-state';
import { eventually } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { readEvents } from './eventReader.ts';
import { listening } from './listening.ts';
import { DAY_MS, FIRST_START, testApp } from './testApp.ts';

const { fence } = FIRST_START;

async function setUp() {
  const app = testApp();
  const id = await app.submit();
  await app.start(id);
  const { url, server } = await listening(app.app);
  const address = `${url}/v1/jobs/${id}/events`;
  const now = () => ({ fence, atMs: app.clock.now() });
  const progress = (per: number) => app.store.change(id, progressed({ ...now(), progress: per }));
  const complete = () =>
    app.store.change(id, completed({ ...now(), result: {}, keepForMs: DAY_MS }));
  const cancel = () => app.store.change(id, cancelled({ ...now(), keepForMs: DAY_MS }));
  const giveBack = () => app.store.change(id, released(now()));
  return { ...app, id, url, server, address, progress, complete, cancel, giveBack };
}

describe('following a job', () => {
  it('begins with the job, tells each change, and ends with it', async () => {
    const { id, address, progress, complete } = await setUp();
    const reader = await readEvents(address);
    expect(reader.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(reader.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(reader.headers.get('x-accel-buffering')).toBe('no');
    await eventually(() => expect(reader.names()).toEqual(['snapshot']));
    await progress(50);
    await complete();
    await reader.ended;
    expect(reader.frames()[0]).toBe('retry: 3000');
    const [snapshot, half, done, end] = reader.events();
    expect(snapshot?.data).toMatchObject({ id, status: 'running', version: 2, links: {} });
    expect(half).toMatchObject({
      event: 'progressed',
      data: { job: id, type: 'progressed', version: 3, progress: 50 },
    });
    expect(done).toMatchObject({ event: 'completed', data: { status: 'completed', version: 4 } });
    expect(end).toMatchObject({ event: 'end', id: done?.id, data: { job: id } });
  });

  it('of one that has ended is the job, the end, and then nothing', async () => {
    const { address, complete } = await setUp();
    await complete();
    const reader = await readEvents(address);
    await reader.ended;
    expect(reader.names()).toEqual(['snapshot', 'end']);
    const last = reader.events().at(-1)?.id ?? '';
    expect((await readEvents(address, { 'Last-Event-ID': last })).status).toBe(204);
    expect((await readEvents(`${address}?lastEventId=${last}`)).status).toBe(204);
  });

  it('goes on after the last event that was received', async () => {
    const { address, progress, giveBack, cancel } = await setUp();
    const first = await readEvents(address);
    await progress(10);
    await eventually(() => expect(first.events()).toHaveLength(2));
    first.leave();
    const last = first.events()[1]?.id ?? '';
    await progress(20);
    await giveBack();
    const second = await readEvents(address, { 'Last-Event-ID': last });
    await eventually(() => expect(second.names()).toEqual(['progressed', 'released']));
    await cancel();
    await second.ended;
    expect(second.events().map(({ data }) => data?.['version'] ?? 'end')).toEqual([4, 5, 6, 'end']);
  });

  it('begins with the job again where what was missed is not known any more', async () => {
    const { address } = await setUp();
    for (const unknown of ['1-1', 'nonsense', '']) {
      const reader = await readEvents(address, { 'Last-Event-ID': unknown });
      await eventually(() => expect(reader.names()).toEqual(['snapshot']));
      reader.leave();
    }
  });

  it('is kept alive, and costs nothing when the client is gone', async () => {
    const { address, server, live } = await setUp();
    const readers = [
      await readEvents(address),
      await readEvents(address),
      await readEvents(address),
    ];
    await eventually(() => expect(readers[0]?.frames().at(-1)).toBe(':'));
    const refused = await fetch(address);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({ code: 'quota_exceeded' });
    for (const reader of readers) reader.leave();
    await eventually(async () => {
      const again = await readEvents(address);
      expect(again.status).toBe(200);
      again.leave();
    });
    live.stop();
    await server.stop();
  });

  it('is told to ask elsewhere when this process stops, and does not hold that up', async () => {
    const { address, url, id, live, server } = await setUp();
    const waiting = fetch(`${url}/v1/jobs/${id}`, { headers: { Prefer: 'wait=30' } });
    const reader = await readEvents(address);
    await eventually(() => expect(reader.names()).toEqual(['snapshot']));
    live.stop();
    await server.stop();
    await reader.ended;
    expect(reader.names()).toEqual(['snapshot', 'reconnect']);
    expect((await (await waiting).json()) as object).toMatchObject({ id, status: 'running' });
  });

  it('answers HEAD without a body, and 404 where there is no job', async () => {
    const { address, url } = await setUp();
    const head = await fetch(address, { method: 'HEAD' });
    expect(head.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(await head.text()).toBe('');
    const nobody = await fetch(`${url}/v1/jobs/01KHH92420FPQ1DFDX6VP93W99/events`);
    expect(nobody.status).toBe(404);
  });
});

describe('following all jobs', () => {
  it('tells each change of each job, or of those that are wanted', async () => {
    const { id, url, submit, progress, complete } = await setUp();
    const all = await readEvents(`${url}/v1/events`);
    const ends = await readEvents(`${url}/v1/events?types=completed,failed&kind=drill`);
    await eventually(() => expect(ends.names()).toEqual(['ready']));
    await progress(50);
    const other = await submit();
    await complete();
    await eventually(() =>
      expect(all.names()).toEqual(['ready', 'progressed', 'submitted', 'completed']),
    );
    expect(all.events().map(({ data }) => data?.['job'])).toEqual([undefined, id, other, id]);
    expect(all.events()[2]?.data).toMatchObject({ kind: 'drill', status: 'pending' });
    await eventually(() => expect(ends.names()).toEqual(['ready', 'completed']));
  });

  it('goes on after the last event, and says when it cannot', async () => {
    const { url, progress } = await setUp();
    const first = await readEvents(`${url}/v1/events`);
    await eventually(() => expect(first.names()).toEqual(['ready']));
    const ready = first.events()[0];
    expect(ready?.data).toEqual({ tenant: 'default', missed: false });
    await progress(50);
    const second = await readEvents(`${url}/v1/events?lastEventId=${ready?.id}`);
    await eventually(() => expect(second.names()).toEqual(['progressed']));
    first.leave();
    const late = await readEvents(`${url}/v1/events`, { 'Last-Event-ID': '1-1' });
    await eventually(() => expect(late.events()[0]?.data).toMatchObject({ missed: true }));
  });

  it('says so when no event is of a type that is asked for', async () => {
    const { url } = await setUp();
    const answer = await fetch(`${url}/v1/events?types=completed,ended`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: [{ parameter: 'types', detail: expect.stringMatching(/submitted, .*deleted$/) }],
    });
  });

  it('remembers what was left out, so that it need not be asked for again', async () => {
    const { url, progress } = await setUp();
    const reader = await readEvents(`${url}/v1/events?types=failed`);
    await eventually(() => expect(reader.names()).toEqual(['ready']));
    await progress(50);
    await eventually(() => expect(reader.frames().at(-1)).toMatch(/^:\nid: \d+-\d+$/));
    expect(reader.names()).toEqual(['ready']);
  });
});
