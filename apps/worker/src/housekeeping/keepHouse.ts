import type { JobKinds, KeepForMs } from '@pitwall/contract';
import type { JobQueue } from '@pitwall/job-queue';
import type { Backlog, DueTimes, JobStore } from '@pitwall/job-state';
import type { Clock, Logger } from '@pitwall/runtime';

import { cleanUpWhenDue, type CleanupPlan } from './cleanUpWhenDue.ts';
import { endOverdue } from './endOverdue.ts';
import { expireDue } from './expireDue.ts';
import { healQueue } from './healQueue.ts';
import { healRecords } from './healRecords.ts';

export type HousekeepingDeps = {
  store: JobStore;
  backlog: Backlog;
  queue: JobQueue;
  kinds: JobKinds;
  clock: Clock;
  log: Logger;
  keepForMs: KeepForMs;
  historyForMs: number;
  dueTimes: DueTimes;
  /** Absent where old jobs are left until they expire. */
  cleanup?: CleanupPlan | undefined;
};

/** How many jobs something was done to. */
export type HousekeepingDone = {
  /** Records whose input and result, or which themselves, were past their time. */
  expired: number;
  /** Finished, and older than the plan lets them get. */
  cleanedUp: number;
  /** Not started by the time they had to be, and so ended. */
  overdue: number;
  /** Pending and on no queue. */
  queued: number;
  /** Had been on the queue, and are no more: queued as the next generation. */
  requeued: number;
  /** Running by their record, while the queue had taken them from a worker that was lost. */
  lost: number;
  /** The queue will not hand them over any more. */
  gaveUp: number;
  /** Waited in the queue though their record has ended, is gone, or is of another generation. */
  removed: number;
};

export type HousekeepingReport = { done: HousekeepingDone; tookMs: number };

/** One round: makes records and queue agree, and deletes what is past its time. */
export async function keepHouse(deps: HousekeepingDeps): Promise<HousekeepingReport> {
  const startedMs = performance.now();
  const expired = await expireDue(deps);
  const done = {
    expired,
    cleanedUp: await cleanUpWhenDue(deps),
    // Before records and queue are compared: what has ended need not be queued any more.
    overdue: await endOverdue(deps),
    ...(await healRecords(deps)),
    removed: await healQueue(deps),
  };
  const tookMs = Math.round(performance.now() - startedMs);
  const facts = { ...done, tookMs };
  if (Object.values(done).some((count) => count > 0)) deps.log.info(facts, 'housekeeping done');
  else deps.log.debug(facts, 'housekeeping found nothing to do');
  return { done, tookMs };
}
