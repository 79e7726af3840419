import { cancelled, completed, failed, MemoryJobStore, progressed } from '@pitwall/job-state';
import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { DAY_MS, FIRST_START, testApp } from './testApp.ts';

const KEEP = { keepForMs: 7 * DAY_MS };
const { fence } = FIRST_START;
const ULID = '01KHH92420FPQ1DFDX6VP93W99';

function testRetries(changes: { store?: MemoryJobStore } = {}) {
  const parts = testApp(changes);
  const { store, clock, api } = parts;
  const aFailedJob = async (): Promise<string> => {
    const id = await parts.submit();
    await parts.start(id);
    const atMs = clock.now();
    await store.change(id, progressed({ fence, atMs, progress: 40, checkpoint: 1 }));
    const error = { code: 'crashed', message: 'exit code 3' };
    await store.change(id, failed({ fence, atMs, error, ...KEEP }));
    return id;
  };
  const retry = (id: string, body?: object) => api.post(`/v1/jobs/${id}/retry`).send(body);
  return { ...parts, aFailedJob, retry };
}

describe('POST /v1/jobs/{id}/retry', () => {
  it('puts a failed job on its way again, as the next generation', async () => {
    const { store, queue, aFailedJob, retry } = testRetries();
    const id = await aFailedJob();
    const { body } = await retry(id)
      .expect(202)
      .expect('Location', `/v1/jobs/${id}`)
      .expect('Retry-After', '1');
    expect(body).toMatchObject({ status: 'pending', generation: 2, progress: 40, attempt: 0 });
    expect(body).not.toHaveProperty('error');
    expect(await store.findCheckpoint(id)).toBe(1);
    expect(await queue.statesOf([{ id, generation: 2 }])).toEqual(['waiting']);
  });

  it('begins at the very start when asked to', async () => {
    const { store, aFailedJob, retry } = testRetries();
    const id = await aFailedJob();
    const { body } = await retry(id, { fromStart: true }).expect(202);
    expect(body).toMatchObject({ status: 'pending', progress: 0 });
    expect(await store.findCheckpoint(id)).toBeUndefined();
  });

  it('takes a cancelled job too', async () => {
    const { api, submit, retry } = testRetries();
    const id = await submit();
    await api.post(`/v1/jobs/${id}/cancel`).expect(200);
    const { body } = await retry(id).expect(202);
    expect(body).toMatchObject({ status: 'pending', generation: 2 });
  });

  it('does no harm when it is asked for twice', async () => {
    const { queue, aFailedJob, retry } = testRetries();
    const id = await aFailedJob();
    await retry(id).expect(202);
    const again = await retry(id).expect(202).expect('Retry-After', '1');
    expect(again.body).toMatchObject({ status: 'pending', generation: 2 });
    expect(await queue.statesOf([{ id, generation: 3 }])).toEqual(['absent']);
  });

  it('leaves a running job as it is', async () => {
    const { submit, start, retry } = testRetries();
    const id = await submit();
    await start(id);
    const { body } = await retry(id).expect(202);
    expect(body).toMatchObject({ status: 'running', generation: 1 });
  });

  it('takes the job although the queue does not answer', async () => {
    const { queue, aFailedJob, retry } = testRetries();
    const id = await aFailedJob();
    queue.add = () => Promise.reject(new Error('away'));
    const { body } = await retry(id).expect(202);
    expect(body).toMatchObject({ status: 'pending' });
  });

  it('is refused to a completed job', async () => {
    const { store, clock, submit, start, retry } = testRetries();
    const id = await submit();
    await start(id);
    await store.change(id, completed({ fence, atMs: clock.now(), result: 1, ...KEEP }));
    const { body } = await retry(id).expect(409);
    expect(body).toMatchObject({ code: 'job_not_retryable' });
  });

  it('answers 410 from the moment the input expires, whether or not it is deleted by then', async () => {
    const { store, clock, aFailedJob, retry } = testRetries();
    const id = await aFailedJob();
    clock.advance(KEEP.keepForMs);
    expect((await retry(id).expect(410)).body).toMatchObject({ code: 'job_expired' });
    await store.expire({ atMs: clock.now(), historyForMs: DAY_MS, limit: 10 });
    await retry(id).expect(410);
  });

  it('is refused to a job of a kind that nobody knows any more', async () => {
    const { store, clock, retry } = testRetries();
    await store.create({ job: aJob({ id: ULID, kind: 'dance' }), input: {} });
    await store.change(ULID, cancelled({ atMs: clock.now(), ...KEEP }));
    const { body } = await retry(ULID).expect(409);
    expect(body).toMatchObject({
      code: 'job_not_retryable',
      detail: expect.stringContaining('dance'),
    });
  });

  it('goes by what the job is when it has moved between look and change', async () => {
    const store = new MemoryJobStore();
    const { aFailedJob, retry } = testRetries({ store });
    const id = await aFailedJob();
    const change = store.change.bind(store);
    store.change = async (...wish) => {
      store.change = change;
      await change(...wish);
      return { type: 'refused', status: 'pending', fence: 2_000_000 };
    };
    const { body } = await retry(id).expect(202);
    expect(body).toMatchObject({ status: 'pending', generation: 2 });
  });

  it('refuses a body it does not understand', async () => {
    const { api, store, aFailedJob, retry } = testRetries();
    const id = await aFailedJob();
    const { body } = await retry(id, { fromstart: true }).expect(400);
    expect(body.errors).toEqual([{ pointer: '#/fromstart', detail: expect.any(String) }]);
    await api
      .post(`/v1/jobs/${id}/retry`)
      .set('Content-Type', 'application/x-www-form-urlencoded')
      .send('{"fromStart":true}')
      .expect(415);
    expect(await store.find(id)).toMatchObject({ status: 'failed' });
  });

  it.each([
    ['Content-Length', '0'],
    ['Content-Type', 'application/json'],
  ])('takes an empty body with %s: %s', async (name, value) => {
    const { api, aFailedJob } = testRetries();
    const { status } = await api.post(`/v1/jobs/${await aFailedJob()}/retry`).set(name, value);
    expect(status).toBe(202);
  });

  it('answers 404 for an id nobody has', async () => {
    expect((await testRetries().retry('nobody')).status).toBe(404);
  });
});

describe('the links of a job', () => {
  it('lead to a retry while there is something to retry', async () => {
    const { api, store, clock, aFailedJob } = testRetries();
    const id = await aFailedJob();
    const linksOf = async () => (await api.get(`/v1/jobs/${id}`).expect(200)).body.links;
    expect(await linksOf()).toEqual({
      self: `/v1/jobs/${id}`,
      input: `/v1/jobs/${id}/input`,
      events: `/v1/jobs/${id}/events`,
      logs: `/v1/jobs/${id}/logs`,
      incumbents: `/v1/jobs/${id}/incumbents`,
      starts: `/v1/jobs/${id}/starts`,
      retry: `/v1/jobs/${id}/retry`,
      clone: `/v1/jobs/${id}/clone`,
    });
    clock.advance(KEEP.keepForMs);
    await store.expire({ atMs: clock.now(), historyForMs: DAY_MS, limit: 10 });
    expect(await linksOf()).not.toHaveProperty('retry');
  });
});

describe('GET /v1/jobs/{id}/starts', () => {
  it('is the hand-over log', async () => {
    const { api, aFailedJob } = testRetries();
    const { body } = await api.get(`/v1/jobs/${await aFailedJob()}/starts`).expect(200);
    expect(body.starts).toMatchObject([
      { number: 1, workerId: 'worker-a', ended: 'failed', progressAtEnd: 40 },
    ]);
  });

  it('is empty for a job that nobody has taken yet, and 404 for none at all', async () => {
    const { api, submit } = testApp();
    expect((await api.get(`/v1/jobs/${await submit()}/starts`)).body).toEqual({ starts: [] });
    await api.get('/v1/jobs/nobody/starts').expect(404);
  });
});
