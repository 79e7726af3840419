import { AppError } from '@pitwall/contract';
import { cancelled, completed, fenceOf, started } from '@pitwall/job-state';
import { systemClock } from '@pitwall/runtime';
import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { at, entryOf, LATER_MS, NOTHING, START, testHouse } from './testHouse.ts';

describe('housekeeping of records', () => {
  it('queues a pending job that is on no queue, and leaves a very young one alone', async () => {
    const { store, round, addPending, stateOf } = testHouse();
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
    const { queue, round, addPending, stateOf } = testHouse();
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
    const { round, addPending, stateOf } = testHouse();
    const due = await addPending({ runAt: at(LATER_MS - 1) });
    expect(await round()).toEqual({ ...NOTHING, queued: 1 });
    expect(await stateOf(due)).toBe('waiting');
  });

  it('queues a job that had started as its next generation, whose start is not refused', async () => {
    const { store, round, addStarted, stateOf } = testHouse();
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
      const { store, round, addPending, say } = testHouse();
      const { id } = await addPending();
      say(state);
      expect(await round()).toMatchObject({ requeued: 1 });
      expect(await store.find(id)).toMatchObject({ status: 'pending', generation: 2 });
    },
  );

  it('leaves a running job alone while a worker has it', async () => {
    const { store, round, addStarted, say } = testHouse();
    const id = await addStarted();
    say('active');
    expect(await round()).toEqual(NOTHING);
    expect(await store.find(id)).toMatchObject({ status: 'running', generation: 1 });
  });

  it.each(['waiting', 'delayed'] as const)(
    'notes that a worker was lost when a job that seems to run is %s in the queue',
    async (state) => {
      const { store, round, addStarted, say } = testHouse();
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
    const { store, queue, round, addStarted, say } = testHouse();
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
    const { store, queue, round, addStarted } = testHouse();
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
    const { store, round, addPending, stateOf } = testHouse();
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
    const { store, queue, round, addStarted } = testHouse();
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
    const { round, addPending, queue } = testHouse();
    for (let count = 0; count < 2_500; count += 1) await addPending();
    expect(await round()).toEqual({ ...NOTHING, queued: 2_500 });
    expect(await queue.counts()).toMatchObject({ waiting: 2_500 });
  });
});

describe('housekeeping of the queue', () => {
  it('takes away what waits for a job that has ended, is gone, or was queued anew', async () => {
    const { store, queue, round, addPending } = testHouse();
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
    const { store, queue, round, addPending } = testHouse();
    const job = await addPending();
    await queue.add(entryOf(job));
    queue.take();
    await store.change(job.id, cancelled({ atMs: LATER_MS, keepForMs: LATER_MS }));
    expect(await round()).toEqual(NOTHING);
    expect(await queue.counts()).toMatchObject({ active: 1 });
  });
});
