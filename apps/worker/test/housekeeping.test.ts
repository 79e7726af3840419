import { AppError, jobKinds } from '@pitwall/contract';
import { MemoryJobQueue, type QueueState } from '@pitwall/job-queue';
import {
  cancelled,
  completed,
  fenceOf,
  MemoryJobStore,
  released,
  started,
} from '@pitwall/job-state';
import { createLogger, systemClock } from '@pitwall/runtime';
import { aJob, FakeClock } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { keepHouse } from '../src/housekeeping/keepHouse.ts';

const LATER_MS = 1_000_000;
const START = { fence: fenceOf(1, 1), attempt: 1, workerId: 'a', atMs: 1 };
const at = (ms: number) => new Date(ms).toISOString();
const NOTHING = { expired: 0, overdue: 0, queued: 0, requeued: 0, lost: 0, gaveUp: 0, removed: 0 };

function setUp() {
  const store = new MemoryJobStore();
  const queue = new MemoryJobQueue();
  const clock = new FakeClock(LATER_MS);
  const round = async () =>
    (
      await keepHouse({
        store,
        backlog: store.backlog,
        queue,
        clock,
        kinds: jobKinds({ drills: true }),
        log: createLogger({ name: 'test', level: 'silent', pretty: false }),
        keepForMs: () => 604_800_000,
        historyForMs: LATER_MS,
      })
    ).done;
  const addPending = async (changes = {}) => {
    const job = aJob(changes);
    await store.create({ job, input: {} });
    return job;
  };
  const addStarted = async () => {
    const job = await addPending();
    await store.change(job.id, started(START));
    return job.id;
  };
  /** What a queue that keeps ended jobs would say. */
  const say = (state: QueueState) => {
    queue.statesOf = async (jobs) => jobs.map(() => state);
  };
  const stateOf = async (job: { id: string; generation: number }) =>
    (await queue.statesOf([job]))[0];
  return { store, queue, clock, round, addPending, addStarted, say, stateOf };
}

describe('housekeeping of records', () => {
  it('queues a pending job that is on no queue, and leaves a very young one alone', async () => {
    const { store, round, addPending, stateOf } = setUp();
    const old = await addPending();
    const young = new Date(LATER_MS - 9_000).toISOString();
    const other = await addPending({ createdAt: young, updatedAt: young });
    expect(await round()).toEqual({ ...NOTHING, queued: 1 });
    expect(await stateOf(old)).toBe('waiting');
    expect(await stateOf(other)).toBe('absent');
    expect(await store.find(old.id)).toMatchObject({ generation: 1 });
    expect(await round()).toEqual(NOTHING);
  });

  it('leaves alone what is to run later, and queues it for then when it is on no queue', async () => {
    const { queue, round, addPending, stateOf } = setUp();
    const later = await addPending({ runAt: at(LATER_MS + 60_000) });
    expect(await round()).toEqual({ ...NOTHING, queued: 1 });
    expect(await stateOf(later)).toBe('delayed');
    expect(await queue.findPlace(later)).toEqual({
      type: 'delayed',
      untilMs: expect.toSatisfy((ms: number) => Math.abs(ms - systemClock.now() - 60_000) < 5_000),
    });
    expect(await round()).toEqual(NOTHING);
    await queue.close();
  });

  it('queues at once what was to run by now', async () => {
    const { round, addPending, stateOf } = setUp();
    const due = await addPending({ runAt: at(LATER_MS - 1) });
    expect(await round()).toEqual({ ...NOTHING, queued: 1 });
    expect(await stateOf(due)).toBe('waiting');
  });

  it('queues a job that had started as its next generation, whose start is not refused', async () => {
    const { store, round, addStarted, stateOf } = setUp();
    const id = await addStarted();
    expect(await round()).toEqual({ ...NOTHING, requeued: 1 });
    expect(await store.find(id)).toMatchObject({ status: 'pending', generation: 2 });
    expect(await stateOf({ id, generation: 2 })).toBe('waiting');
    const next = started({ ...START, fence: fenceOf(2, 1), atMs: 2 });
    expect((await store.change(id, next)).type).toBe('applied');
  });

  it.each(['completed', 'failed', 'stray'] as const)(
    'queues a pending job anew that the queue has as %s',
    async (state) => {
      const { store, round, addPending, say } = setUp();
      const { id } = await addPending();
      say(state);
      expect(await round()).toMatchObject({ requeued: 1 });
      expect(await store.find(id)).toMatchObject({ status: 'pending', generation: 2 });
    },
  );

  it('leaves a running job alone while a worker has it', async () => {
    const { store, round, addStarted, say } = setUp();
    const id = await addStarted();
    say('active');
    expect(await round()).toEqual(NOTHING);
    expect(await store.find(id)).toMatchObject({ status: 'running', generation: 1 });
  });

  it.each(['waiting', 'delayed'] as const)(
    'notes that a worker was lost when a job that seems to run is %s in the queue',
    async (state) => {
      const { store, round, addStarted, say } = setUp();
      const id = await addStarted();
      say(state);
      expect(await round()).toEqual({ ...NOTHING, lost: 1 });
      expect(await store.find(id)).toMatchObject({
        status: 'pending',
        generation: 1,
        lostStarts: 1,
      });
    },
  );

  it('fails a running job that the queue has given up on, and says why', async () => {
    const { store, queue, round, addStarted, say } = setUp();
    const id = await addStarted();
    say('failed');
    queue.failureOf = async () => 'somebody clicked on fail';
    expect(await round()).toEqual({ ...NOTHING, gaveUp: 1 });
    expect(await store.find(id)).toMatchObject({
      status: 'failed',
      error: { code: 'given_up', message: expect.stringContaining('somebody clicked on fail') },
    });
  });

  it('does not touch a job that ends while it looks', async () => {
    const { store, queue, round, addStarted } = setUp();
    const id = await addStarted();
    queue.statesOf = async (jobs) => {
      if (jobs.length === 0) return [];
      const end = { fence: START.fence, atMs: 5, keepForMs: LATER_MS, result: 'kept' };
      await store.change(id, completed(end));
      return ['completed'];
    };
    expect(await round()).toEqual(NOTHING);
    expect(await store.find(id)).toMatchObject({ status: 'completed', generation: 1 });
    expect(await store.findResult(id)).toBe('kept');
  });

  it('heals the others when one of them cannot be read', async () => {
    const { store, round, addPending, stateOf } = setUp();
    const [broken, sound] = [await addPending(), await addPending()];
    const find = store.find.bind(store);
    store.find = async (id) => {
      if (id === broken.id) throw new AppError('record_unreadable', 'corrupt');
      return await find(id);
    };
    expect(await round()).toEqual({ ...NOTHING, queued: 1 });
    expect(await stateOf(sound)).toBe('waiting');
  });

  it('leaves a job to the worker that has taken it since the queue was asked', async () => {
    const { store, queue, round, addStarted } = setUp();
    const id = await addStarted();
    queue.statesOf = async (jobs) => {
      if (jobs.length === 0) return [];
      const again = { ...START, fence: fenceOf(1, 2), workerId: 'b', atMs: LATER_MS };
      await store.change(id, started(again));
      return ['waiting'];
    };
    expect(await round()).toEqual(NOTHING);
    expect(await store.find(id)).toMatchObject({ status: 'running', workerId: 'b' });
  });

  it('comes by every job when there are more than one sweep looks at', async () => {
    const { round, addPending, queue } = setUp();
    for (let count = 0; count < 2_500; count += 1) await addPending();
    expect(await round()).toEqual({ ...NOTHING, queued: 2_500 });
    expect(await queue.counts()).toMatchObject({ waiting: 2_500 });
  });
});

const entryOf = (job: ReturnType<typeof aJob>) => ({ ...job, attempts: 3 });

describe('housekeeping of the queue', () => {
  it('takes away what waits for a job that has ended, is gone, or was queued anew', async () => {
    const { store, queue, round, addPending } = setUp();
    const [ended, anew, wanted] = [await addPending(), await addPending(), await addPending()];
    await store.change(ended.id, cancelled({ atMs: LATER_MS, keepForMs: LATER_MS }));
    const gone = aJob();
    for (const job of [ended, anew, wanted, gone]) await queue.add(entryOf(job));
    await queue.add(entryOf({ ...anew, generation: 2 }));
    expect(await round()).toEqual({ ...NOTHING, removed: 3 });
    const jobs = [ended, gone, { ...anew, generation: 2 }, anew, wanted];
    expect(await queue.statesOf(jobs)).toEqual([
      'absent',
      'absent',
      'absent',
      'waiting',
      'waiting',
    ]);
  });

  it('leaves to a worker what that worker has', async () => {
    const { store, queue, round, addPending } = setUp();
    const job = await addPending();
    await queue.add(entryOf(job));
    queue.take();
    await store.change(job.id, cancelled({ atMs: LATER_MS, keepForMs: LATER_MS }));
    expect(await round()).toEqual(NOTHING);
    expect(await queue.counts()).toMatchObject({ active: 1 });
  });
});

describe('housekeeping of what must be started in time', () => {
  it('ends what was not, and takes it from the queue', async () => {
    const { store, queue, round, addPending, stateOf } = setUp();
    const young = { createdAt: at(LATER_MS), updatedAt: at(LATER_MS) };
    const late = await addPending({ ...young, startBy: at(LATER_MS - 1) });
    const inTime = await addPending({ ...young, startBy: at(LATER_MS) });
    for (const job of [late, inTime]) await queue.add(entryOf(job));
    expect(await round()).toEqual({ ...NOTHING, overdue: 1 });
    expect(await store.find(late.id)).toMatchObject({
      status: 'failed',
      error: { code: 'not_started_in_time' },
      expiresAt: at(LATER_MS + 7 * 86_400_000),
    });
    expect(await stateOf(late)).toBe('absent');
    expect(await store.find(inTime.id)).toMatchObject({ status: 'pending' });
    expect(await stateOf(inTime)).toBe('waiting');
  });

  it('leaves alone what has been started once, though it waits again', async () => {
    const { store, queue, round, addPending } = setUp();
    const job = await addPending({ startBy: at(LATER_MS - 1) });
    await queue.add(entryOf(job));
    await store.change(job.id, started(START));
    await store.change(job.id, released({ fence: START.fence, atMs: 2 }));
    expect(await round()).toEqual(NOTHING);
    expect(await store.find(job.id)).toMatchObject({ status: 'pending', starts: 1 });
  });

  it('ends the others when one of them cannot be read', async () => {
    const { store, round, addPending } = setUp();
    const startBy = at(LATER_MS - 1);
    const [broken, sound] = [await addPending({ startBy }), await addPending({ startBy })];
    const find = store.find.bind(store);
    store.find = async (id) => {
      if (id === broken.id) throw new AppError('record_unreadable', 'corrupt');
      return await find(id);
    };
    expect(await round()).toMatchObject({ overdue: 1 });
    expect(await store.find(sound.id)).toMatchObject({ status: 'failed' });
  });

  it('ends all of very many in one round', async () => {
    const { round, addPending } = setUp();
    const startBy = at(LATER_MS - 1);
    for (let count = 0; count < 1_200; count += 1) await addPending({ startBy });
    expect(await round()).toEqual({ ...NOTHING, overdue: 1_200 });
  });
});
