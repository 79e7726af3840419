import { AppError } from '@pitwall/contract';
import { MemoryJobStore, started } from '@pitwall/job-state';
import { aPortfolio } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { FIRST_START, testApp } from './testApp.ts';

const DRILL = { kind: 'drill', input: { seconds: 1 } };
const KEY = 'batch-7';

type Result = { status: number; job?: { id: string }; problem?: { code: string } };

function testBatches(changes: Parameters<typeof testApp>[0] = {}) {
  const parts = testApp(changes);
  const submit = (jobs: unknown, key?: string) => {
    const post = parts.api.post('/v1/jobs/batch');
    return (key === undefined ? post : post.set('Idempotency-Key', key)).send({ jobs } as object);
  };
  const pending = async () => (await parts.store.counts()).pending;
  const waiting = async () => (await parts.queue.counts()).waiting;
  return { ...parts, submit, pending, waiting };
}

const drills = (count: number) => Array.from({ length: count }, () => DRILL);
const idsOf = (results: Result[]) => results.map(({ job }) => job?.id);
const statusesOf = (results: Result[]) => results.map(({ status }) => status);

describe('POST /v1/jobs/batch', () => {
  it('accepts each job by itself, in order, and queues them', async () => {
    const { submit, store, waiting } = testBatches();
    const jobs = [{ ...DRILL, name: 'first' }, aPortfolio(), { ...DRILL, name: 'third' }];
    const { body } = await submit(jobs).expect(200);
    expect(body.results).toMatchObject([
      { status: 202, job: { kind: 'drill', name: 'first', status: 'pending' } },
      { status: 202, job: { kind: 'portfolio' } },
      { status: 202, job: { name: 'third', links: { self: expect.any(String) } } },
    ]);
    for (const id of idsOf(body.results)) expect(await store.find(id ?? '')).toBeDefined();
    expect(await waiting()).toBe(3);
  });

  it('answers what is wrong with one in its place, by pointers into the batch', async () => {
    const { submit, pending } = testBatches();
    const { body } = await submit([DRILL, aPortfolio({ lineups: 0 }), 'text', DRILL]).expect(200);
    expect(statusesOf(body.results)).toEqual([202, 400, 400, 202]);
    expect(body.results[1].problem).toMatchObject({
      type: '/problems/invalid_request',
      code: 'invalid_request',
      instance: '/v1/jobs/batch',
      errors: [{ pointer: '#/jobs/1/input/lineups', detail: expect.any(String) }],
    });
    expect(body.results[2].problem.errors).toMatchObject([{ pointer: '#/jobs/2' }]);
    expect(await pending()).toBe(2);
  });

  it('takes a thousand jobs, and no more, and no less than one', async () => {
    const { submit, pending, waiting } = testBatches();
    const { body } = await submit(drills(1_000)).expect(200);
    expect(new Set(idsOf(body.results)).size).toBe(1_000);
    expect([await pending(), await waiting()]).toEqual([1_000, 1_000]);
    for (const jobs of [drills(1_001), [], DRILL, undefined]) {
      const refused = await submit(jobs).expect(400);
      expect(refused.body.errors).toMatchObject([{ pointer: '#/jobs' }]);
    }
    expect(await pending()).toBe(1_000);
  });

  it('may be larger than a single job', async () => {
    const { submit, api } = testBatches();
    const jobs = drills(3).map((job) => ({
      ...job,
      input: { ...job.input, pad: 'x'.repeat(1e6) },
    }));
    const { body } = await submit(jobs).expect(200);
    expect(statusesOf(body.results)).toEqual([400, 400, 400]);
    const tooLarge = JSON.stringify({ jobs: ['x'.repeat(20_000_000)] });
    const post = api.post('/v1/jobs/batch').set('Content-Type', 'application/json');
    await post.send(tooLarge).expect(413);
  });

  it('delays those that are to run later', async () => {
    const { submit, queue } = testBatches();
    await submit([DRILL, { ...DRILL, delaySeconds: 60 }]).expect(200);
    expect(await queue.counts()).toMatchObject({ waiting: 1, delayed: 1 });
    await queue.close();
  });

  it('takes as many as there is room for, and says when to send the others', async () => {
    const { submit, pending } = testBatches({ maxPendingJobs: 150 });
    const response = await submit(drills(300)).expect(200);
    const { results } = response.body as { results: Result[] };
    expect(results.filter(({ status }) => status === 202)).toHaveLength(150);
    expect(results.filter(({ problem }) => problem?.code === 'backlog_full')).toHaveLength(150);
    expect(response.headers['retry-after']).toBe('60');
    expect(await pending()).toBe(150);
    await submit(drills(2)).expect(503).expect('Retry-After', '60');
  });

  it('refuses only those that must start at once and cannot', async () => {
    const { submit, store, clock } = testBatches();
    await store.beat({ workerId: 'a', atMs: clock.now(), threads: 1, running: [] });
    const now = { ...DRILL, onBusy: 'reject' };
    const { body } = await submit([now, now, DRILL]).expect(200);
    expect(statusesOf(body.results)).toEqual([202, 429, 202]);
  });

  it('is to be sent again as a whole when the store is away', async () => {
    const store = new MemoryJobStore();
    store.createAll = () => Promise.reject(new AppError('store_unavailable', 'away'));
    const { submit } = testBatches({ store });
    await submit(drills(300)).expect(503).expect('Retry-After', '2');
  });
});

describe('POST /v1/jobs/batch with an Idempotency-Key', () => {
  it('finds the jobs of the first request again, as they are now', async () => {
    const { submit, store, pending } = testBatches();
    const jobs = [DRILL, { kind: 'dance' }, DRILL];
    const first = await submit(jobs, KEY).expect(200);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    const [id = ''] = idsOf(first.body.results);
    await store.change(id, started({ ...FIRST_START, atMs: 1 }));
    const again = await submit(jobs, KEY).expect(200).expect('Idempotent-Replayed', 'true');
    expect(idsOf(again.body.results)).toEqual(idsOf(first.body.results));
    expect(again.body.results).toMatchObject([
      { job: { status: 'running' } },
      { status: 400 },
      { job: { status: 'pending' } },
    ]);
    expect(await pending()).toBe(1);
  });

  it('goes on where a request that died had come to', async () => {
    const { submit, store, queue, pending } = testBatches();
    const createAll = store.createAll.bind(store);
    const addAll = queue.addAll.bind(queue);
    let left = 120;
    store.createAll = (wish) => {
      left -= 1;
      if (left < 0) throw new AppError('store_unavailable', 'away');
      return createAll(wish);
    };
    queue.addAll = () => Promise.reject(new Error('away'));
    const first = await submit(drills(250), KEY).expect(200);
    const made = idsOf(first.body.results).filter(Boolean);
    expect(made).toHaveLength(119);
    Object.assign(store, { createAll });
    Object.assign(queue, { addAll });
    const again = await submit(drills(250), KEY).expect(200);
    expect(idsOf(again.body.results)).toEqual(expect.arrayContaining(made));
    expect(statusesOf(again.body.results)).toEqual(Array(250).fill(202));
    expect(await pending()).toBe(250);
    expect(await queue.counts()).toMatchObject({ waiting: 250 });
  });

  it('finds again those that were taken although there is no room for the others', async () => {
    const { submit } = testBatches({ maxPendingJobs: 150 });
    const [first, again] = [await submit(drills(300), KEY), await submit(drills(300), KEY)];
    expect(idsOf(again.body.results)).toEqual(idsOf(first.body.results));
  });

  it('refuses a key that came with another batch, or with a single job', async () => {
    const { submit, api, pending } = testBatches();
    await submit([DRILL], KEY).expect(200);
    await submit([{ kind: 'dance' }, DRILL], KEY).expect(422);
    await api.post('/v1/jobs').set('Idempotency-Key', KEY).send(DRILL).expect(422);
    await api.post('/v1/jobs').set('Idempotency-Key', 'single').send(DRILL).expect(202);
    const { body } = await submit([DRILL], 'single').expect(422);
    expect(body).toMatchObject({ code: 'idempotency_key_reused' });
    expect(await pending()).toBe(2);
  });

  it('says of a job that is gone by now that it is', async () => {
    const { submit, store } = testBatches();
    const { body } = await submit(drills(2), KEY).expect(200);
    const find = store.find.bind(store);
    const [gone] = idsOf(body.results);
    store.find = async (id) => (id === gone ? undefined : await find(id));
    const again = await submit(drills(2), KEY).expect(200);
    expect(again.body.results).toMatchObject([{ status: 410 }, { status: 202 }]);
  });
});

describe('POST /v1/jobs/batch?atomic=true', () => {
  function testAtomic(changes: Parameters<typeof testApp>[0] = {}) {
    const parts = testBatches(changes);
    const submit = (jobs: object[], key?: string) => {
      const post = parts.api.post('/v1/jobs/batch?atomic=true');
      return (key === undefined ? post : post.set('Idempotency-Key', key)).send({ jobs });
    };
    return { ...parts, submitEach: parts.submit, submit };
  }

  it('accepts all of them, in order, and queues them', async () => {
    const { submit, store, waiting } = testAtomic();
    const jobs = drills(250).map((job, index) => ({ ...job, name: `job ${index}` }));
    const { body } = await submit(jobs).expect(202);
    expect(body.jobs.map(({ name }: { name: string }) => name)).toEqual(
      jobs.map(({ name }) => name),
    );
    expect((await store.list({ limit: 200 })).jobs).toHaveLength(200);
    expect(await waiting()).toBe(250);
  });

  it('accepts none when one is not valid, and points at all that is wrong', async () => {
    const { submit, pending, waiting } = testAtomic();
    const jobs = [DRILL, aPortfolio({ lineups: 0 }), DRILL, { ...DRILL, input: {} }];
    const { body } = await submit(jobs).expect(422);
    expect(body).toMatchObject({
      code: 'batch_rejected',
      detail: '2 of the 4 jobs are not valid',
      errors: [{ pointer: '#/jobs/1/input/lineups' }, { pointer: '#/jobs/3/input/seconds' }],
    });
    expect([await pending(), await waiting()]).toEqual([0, 0]);
  });

  it('accepts none when there is no room for all', async () => {
    const { submit, pending } = testAtomic({ maxPendingJobs: 5 });
    await submit(drills(3)).expect(202);
    const { body } = await submit(drills(3)).expect(503);
    expect(body).toMatchObject({ code: 'backlog_full' });
    expect(await pending()).toBe(3);
  });

  it('accepts none when all are to start at once and cannot', async () => {
    const { submit, store, clock, pending } = testAtomic();
    await store.beat({ workerId: 'a', atMs: clock.now(), threads: 2, running: [] });
    const now = { ...DRILL, onBusy: 'reject' };
    await submit([now, now, now]).expect(429);
    expect(await pending()).toBe(0);
    await submit([now, now]).expect(202);
  });

  it('finds all of them again by its key, and is another request than the same without', async () => {
    const { submit, submitEach, pending } = testAtomic();
    const first = await submit(drills(3), KEY).expect(202);
    const again = await submit(drills(3), KEY).expect(202).expect('Idempotent-Replayed', 'true');
    expect(again.body.jobs).toEqual(first.body.jobs);
    await submitEach(drills(3), KEY).expect(422);
    expect(await pending()).toBe(3);
  });

  it('keeps no key when it is refused', async () => {
    const { submit } = testAtomic();
    await submit([DRILL, { kind: 'dance' }], KEY).expect(422);
    const { headers } = await submit([DRILL], KEY).expect(202);
    expect(headers).not.toHaveProperty('idempotent-replayed');
  });
});
