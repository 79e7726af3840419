import { completed, progressed } from '@pitwall/job-state';
import { eventually } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { DAY_MS, FIRST_START, testApp } from './testApp.ts';

const { fence } = FIRST_START;

async function setUp() {
  const app = testApp();
  const id = await app.submit();
  await app.start(id);
  const now = () => ({ fence, atMs: app.clock.now() });
  const progress = (per: number) => app.store.change(id, progressed({ ...now(), progress: per }));
  const complete = (job = id) =>
    app.store.change(job, completed({ ...now(), result: {}, keepForMs: DAY_MS }));
  const get = (headers: Record<string, string> = {}) => app.api.get(`/v1/jobs/${id}`).set(headers);
  return { ...app, id, get, progress, complete };
}

describe('a look at a job', () => {
  it('carries its version, and is answered with 304 while that is known', async () => {
    const { get, progress, complete } = await setUp();
    const first = await get().expect(200);
    expect(first.headers).toMatchObject({
      etag: '"v2"',
      'cache-control': 'private, no-cache',
      vary: 'Authorization, Accept, Prefer',
      'retry-after': '1',
    });
    const known = { 'If-None-Match': '"v2"' };
    const same = await get(known).expect(304);
    expect(same.text).toBe('');
    expect(same.headers).toMatchObject({ etag: '"v2"', 'retry-after': '1' });
    await get({ 'If-None-Match': 'W/"x", W/"v2"' }).expect(304);
    await progress(50);
    const changed = await get(known).expect(200);
    expect(changed.headers['etag']).toBe('"v3"');
    await complete();
    const done = await get(known).expect(200);
    expect(done.headers['retry-after']).toBeUndefined();
  });

  it('is answered with 304 to a browser too, which wants no cache to answer for us', async () => {
    const { get } = await setUp();
    const known = { 'If-None-Match': '"v2"', 'Cache-Control': 'no-cache' };
    expect((await get(known)).status).toBe(304);
    expect((await get({ ...known, Prefer: 'wait=0' })).status).toBe(304);
  });

  it('of nobody’s id is 404 also with a version', async () => {
    const { api } = await setUp();
    const nobody = api.get('/v1/jobs/01KHH92420FPQ1DFDX6VP93W99').set('If-None-Match', '*');
    expect((await nobody).status).toBe(404);
  });
});

describe('Prefer: wait', () => {
  it('answers when the job has ended', async () => {
    const { get, progress, complete } = await setUp();
    const answer = get({ Prefer: 'wait=20' }).then((response) => response);
    await progress(50);
    await complete();
    const { status, body, headers } = await answer;
    expect([status, body.status]).toEqual([200, 'completed']);
    expect(headers['preference-applied']).toBe('wait=20');
    const longest = await get({ Prefer: 'wait=99999999999999999999' }).expect(200);
    expect(longest.headers['preference-applied']).toBe('wait=30');
    const again = await get({ Prefer: 'wait=20' }).expect(200);
    expect(again.body.status).toBe('completed');
  });

  it('with a version answers when the job has changed, at once where it has already', async () => {
    const { get, progress } = await setUp();
    const answer = get({ Prefer: 'wait=20', 'If-None-Match': '"v2"' }).then((response) => response);
    await progress(50);
    expect((await answer).body).toMatchObject({ status: 'running', progress: 50, version: 3 });
    const late = await get({ Prefer: 'wait=20', 'If-None-Match': '"v2"' }).expect(200);
    expect(late.headers['preference-applied']).toBe('wait=20');
  });

  it('answers with what there is when the time is over', async () => {
    const { get } = await setUp();
    const { body } = await get({ Prefer: 'wait=1' }).expect(200);
    expect(body.status).toBe('running');
    await get({ Prefer: 'wait=1', 'If-None-Match': '"v2"' }).expect(304);
  });

  it.each(['wait', 'wait=', 'wait=-1', 'wait=soon', 'respond-async', '', 'wait=1.5, wait=9'])(
    'ignores %j, which is no wish to wait',
    async (wish) => {
      const { get } = await setUp();
      const { headers } = await get({ Prefer: wish }).expect(200);
      expect(headers['preference-applied']).toBeUndefined();
    },
  );

  it.each([
    ['respond-async, wait=0', 'wait=0'],
    ['Wait="0"; foo=bar', 'wait=0'],
    ['wait=0, wait=9', 'wait=0'],
  ])('understands %j', async (wish, applied) => {
    const { get } = await setUp();
    const { headers } = await get({ Prefer: wish }).expect(200);
    expect(headers['preference-applied']).toBe(applied);
  });

  it('waits no longer than half a minute', async () => {
    const { get, complete } = await setUp();
    await complete();
    const { headers } = await get({ Prefer: 'wait=3600' }).expect(200);
    expect(headers['preference-applied']).toBe('wait=30');
  });

  it('on a submit answers 202 with the finished job', async () => {
    const { api, store, start, complete } = await setUp();
    const answer = api
      .post('/v1/jobs')
      .set('Prefer', 'wait=20')
      .send({ kind: 'drill', input: { seconds: 1 } })
      .then((response) => response);
    const other = await eventually(async () => {
      const { jobs } = await store.list({ limit: 10 });
      const pending = jobs.find(({ status }) => status === 'pending');
      if (!pending) throw new Error('not yet submitted');
      return pending.id;
    });
    await start(other);
    await complete(other);
    const { status, body, headers } = await answer;
    expect([status, body.status, body.id]).toEqual([202, 'completed', other]);
    expect(headers['location']).toBe(`/v1/jobs/${other}`);
    expect(headers['preference-applied']).toBe('wait=20');
    expect(headers['retry-after']).toBeUndefined();
  });
});
