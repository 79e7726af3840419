import { AppError } from '@pitwall/contract';
import { MemoryJobStore } from '@pitwall/job-state';
import { aPortfolio } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { DRILL, drills, idsOf, type Result, statusesOf, testBatches } from './testBatches.ts';

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
    const { headers } = await submit(drills(300)).expect(503);
    expect(headers['retry-after']).toBe('2');
  });
});
