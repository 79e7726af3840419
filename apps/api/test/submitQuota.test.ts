import { NO_LIMITS, type Principal } from '@pitwall/contract';
import { cancelled, MemoryJobStore, type Room, started } from '@pitwall/job-state';
import { aJob, FakeClock } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { createOnce } from '../src/jobs/createOnce.ts';
import { aKeyHolder } from './keyHolders.ts';
import { FIRST_START, testApp } from './testApp.ts';

const DRILL = { kind: 'drill', input: { seconds: 1 } };
const MINUTE_MS = 60_000;

describe('a submit when too many jobs are pending', () => {
  it('is answered 503, with a minute to wait when nobody knows better', async () => {
    const { api, submit, store } = testApp({ maxPendingJobs: 2 });
    await submit();
    await submit();
    const response = await api.post('/v1/jobs').send(DRILL).expect(503);
    expect(response.headers['retry-after']).toBe('60');
    expect(response.body).toMatchObject({
      code: 'backlog_full',
      detail: 'Waiting jobs: 2 of at most 2',
    });
    expect(await store.counts()).toMatchObject({ pending: 2 });
  });

  it('is answered with the time that one job takes to leave, at the rate of late', async () => {
    const { api, submit, store, clock } = testApp({ maxPendingJobs: 1 });
    for (let count = 0; count < 6; count += 1) {
      await store.change(await submit(), started({ ...FIRST_START, atMs: clock.now() }));
    }
    clock.advance(2 * MINUTE_MS);
    await submit();
    // Six in two minutes.
    const { headers } = await api.post('/v1/jobs').send(DRILL).expect(503);
    expect(headers['retry-after']).toBe('20');
  });

  it('still finds the job of a request that is repeated', async () => {
    const { api } = testApp({ maxPendingJobs: 1 });
    const submit = () => api.post('/v1/jobs').set('Idempotency-Key', 'k').send(DRILL);
    const first = await submit().expect(202);
    const again = await submit().expect(202);
    expect(again.body.id).toBe(first.body.id);
  });

  it('is taken again once one has left', async () => {
    const { api, store, submit } = testApp({ maxPendingJobs: 1 });
    const id = await submit();
    await api.post('/v1/jobs').send(DRILL).expect(503);
    await api.post(`/v1/jobs/${id}/cancel`).expect(200);
    await api.post('/v1/jobs').send(DRILL).expect(202);
    expect(await store.counts()).toMatchObject({ pending: 1 });
  });
});

function aKey(pendingJobs: number) {
  const store = new MemoryJobStore();
  const clock = new FakeClock(10 * MINUTE_MS);
  const deps = { store, backlog: store.backlog, clock, maxPendingJobs: 100 };
  const principal: Principal = {
    keyId: 'key-a',
    name: 'a',
    tenant: 'default',
    scopes: new Set(['jobs:write']),
    limits: { ...NO_LIMITS, pendingJobs },
  };
  const room: Room = { pendingOfKey: pendingJobs, backlog: 100 };
  const submit = async () => {
    const job = aJob({ submittedBy: 'key-a' });
    return (await createOnce(deps, { job, input: {}, room }, principal)).accepted.id;
  };
  return { store, clock, submit };
}

describe('a key that may have so many jobs pending', () => {
  it('is told which of its limits is reached', async () => {
    const { submit } = aKey(2);
    await submit();
    await submit();
    await expect(submit()).rejects.toMatchObject({
      code: 'quota_exceeded',
      status: 429,
      message: 'Pending jobs of the API key key-a: 2 of at most 2',
      violatedPolicies: ['pendingJobs'],
      retryAfterSeconds: 60,
    });
  });

  it('waits for its share of what leaves the queue', async () => {
    const { store, submit, clock } = aKey(1);
    await submit();
    for (let count = 0; count < 3; count += 1) {
      await store.create({ job: aJob({ submittedBy: 'key-b' }), input: {} });
    }
    for (let count = 0; count < 12; count += 1) {
      const job = aJob();
      await store.create({ job, input: {} });
      const end = { atMs: clock.now() - MINUTE_MS, keepForMs: MINUTE_MS };
      await store.change(job.id, cancelled(end));
    }
    // Twelve in a minute, and one of the four that wait is its own.
    await expect(submit()).rejects.toMatchObject({ retryAfterSeconds: 20 });
  });

  it('is answered 429, and the others go on', async () => {
    const { api, keys, store } = testApp();
    const limits = { ...NO_LIMITS, pendingJobs: 1 };
    const [held, free] = [await aKeyHolder(keys, { limits }), await aKeyHolder(keys)];
    const submit = ({ authorization }: { authorization: string }) =>
      api.post('/v1/jobs').set('Authorization', authorization).send(DRILL);
    const first = await submit(held).expect(202);
    const refused = await submit(held).expect(429);
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.body).toMatchObject({
      type: '/problems/quota_exceeded',
      code: 'quota_exceeded',
      'violated-policies': ['pendingJobs'],
    });
    await submit(free).expect(202);
    await store.change(first.body.id, started({ ...FIRST_START, atMs: 1 }));
    await submit(held).expect(202);
    expect(await store.counts()).toMatchObject({ pending: 2, running: 1 });
  });
});
