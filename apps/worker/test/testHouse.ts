import { jobKinds } from '@pitwall/contract';
import { MemoryJobQueue, type QueueState } from '@pitwall/job-queue';
import { fenceOf, MemoryDueTimes, MemoryJobStore, started } from '@pitwall/job-state';
import { createLogger } from '@pitwall/runtime';
import { aJob, FakeClock } from '@pitwall/test-kit';

import { keepHouse } from '../src/housekeeping/keepHouse.ts';

export const LATER_MS = 1_000_000;
export const START = { fence: fenceOf(1, 1), attempt: 1, workerId: 'a', atMs: 1 };
export const at = (ms: number) => new Date(ms).toISOString();
export const NOTHING = {
  cleanedUp: 0,
  expired: 0,
  overdue: 0,
  queued: 0,
  requeued: 0,
  lost: 0,
  gaveUp: 0,
  removed: 0,
};

/** Rounds of housekeeping over a store and a queue in memory. */
export function testHouse() {
  const store = new MemoryJobStore();
  const queue = new MemoryJobQueue();
  const clock = new FakeClock(LATER_MS);
  const round = async () =>
    (
      await keepHouse({
        store,
        backlog: store.backlog,
        queue,
        dueTimes: new MemoryDueTimes(),
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

export const entryOf = (job: ReturnType<typeof aJob>) => ({ ...job, attempts: 3 });
