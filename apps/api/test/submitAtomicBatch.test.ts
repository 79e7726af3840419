import { aPortfolio } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { DRILL, drills, testBatches } from './testBatches.ts';

const KEY = 'batch-7';

function testAtomic(changes: Parameters<typeof testBatches>[0] = {}) {
  const parts = testBatches(changes);
  const submit = (jobs: object[], key?: string) => {
    const post = parts.api.post('/v1/jobs/batch?atomic=true');
    return (key === undefined ? post : post.set('Idempotency-Key', key)).send({ jobs });
  };
  return { ...parts, submitEach: parts.submit, submit };
}

describe('POST /v1/jobs/batch?atomic=true', () => {
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
    const { body } = await submit(jobs).expect(400);
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
    expect(again.body.jobs).toMatchObject(first.body.jobs);
    await submitEach(drills(3), KEY).expect(422);
    expect(await pending()).toBe(3);
  });

  it('keeps no key when it is refused', async () => {
    const { submit } = testAtomic();
    await submit([DRILL, { kind: 'dance' }], KEY).expect(400);
    const { headers } = await submit([DRILL], KEY).expect(202);
    expect(headers).not.toHaveProperty('idempotent-replayed');
  });
});
