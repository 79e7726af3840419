import { jobKinds } from '@pitwall/contract';
import { MemoryJobQueue, type QueueState } from '@pitwall/job-queue';
import { completed, MemoryJobStore, started } from '@pitwall/job-state';
import { createLogger } from '@pitwall/runtime';
import { aJob, FakeClock } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { keepHouse } from '../src/housekeeping.ts';

const LATER_MS = 1_000_000;

function setUp() {
  const store = new MemoryJobStore();
  const queue = new MemoryJobQueue();
  const clock = new FakeClock(LATER_MS);
  const round = () =>
    keepHouse({
      store,
      queue,
      clock,
      kinds: jobKinds({ drills: true }),
      log: createLogger({ name: 'test', level: 'silent', pretty: false }),
      keepForDays: 7,
      historyForMs: LATER_MS,
    });
  const addStarted = async () => {
    const job = aJob();
    await store.create({ job, input: {} });
    const start = { fence: 1_000_001, attempt: 1, workerId: 'a', atMs: 1 };
    await store.change(job.id, started(start));
    return job.id;
  };
  /** What a queue that keeps ended jobs would say. */
  const say = (state: QueueState) => {
    queue.stateOf = async () => state;
  };
  return { store, queue, clock, round, addStarted, say };
}

describe('housekeeping', () => {
  it('queues a pending job that is on no queue, and leaves a very young one alone', async () => {
    const { store, queue, round } = setUp();
    const old = aJob();
    const young = aJob({ createdAt: new Date(LATER_MS - 9_000).toISOString() });
    for (const job of [old, young]) await store.create({ job, input: {} });
    await round();
    expect(await queue.stateOf(old)).toBe('held');
    expect(await queue.stateOf(young)).toBe('absent');
    expect(await store.find(old.id)).toMatchObject({ generation: 1 });
  });

  it('queues a job that had started as its next generation, whose start is not refused', async () => {
    const { store, queue, round, addStarted } = setUp();
    const id = await addStarted();
    await round();
    expect(await store.find(id)).toMatchObject({ status: 'pending', generation: 2 });
    expect(await queue.stateOf({ id, generation: 2 })).toBe('held');
    const next = started({ fence: 2_000_001, attempt: 1, workerId: 'b', atMs: 2 });
    expect((await store.change(id, next)).type).toBe('applied');
  });

  it('leaves a running job alone while the queue holds it', async () => {
    const { store, round, addStarted, say } = setUp();
    const id = await addStarted();
    say('held');
    await round();
    expect(await store.find(id)).toMatchObject({ status: 'running', generation: 1 });
  });

  it('fails a running job that the queue has given up on, and says why', async () => {
    const { store, round, addStarted, say } = setUp();
    const id = await addStarted();
    say('failed');
    await round();
    expect(await store.find(id)).toMatchObject({
      status: 'failed',
      error: { code: 'lost_too_often' },
    });
  });

  it('does not touch a job that ends while it looks', async () => {
    const { store, queue, round, addStarted } = setUp();
    const id = await addStarted();
    queue.stateOf = async () => {
      const end = { fence: 1_000_001, atMs: 5, keepForMs: LATER_MS, result: 'kept' };
      await store.change(id, completed(end));
      return 'completed';
    };
    await round();
    expect(await store.find(id)).toMatchObject({ status: 'completed', generation: 1 });
    expect(await store.findResult(id)).toBe('kept');
  });
});
