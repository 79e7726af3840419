import { cleanUp } from '@pitwall/job-state';

import type { CronSchedule } from './cronSchedule.ts';
import type { HousekeepingDeps } from './keepHouse.ts';

export type CleanupPlan = { schedule: CronSchedule; olderThanMs: number };

const NAME = 'cleanup';

const AT_ONCE = 500;

/** A round is to stay short; what is left is for the next. */
const STOP_AFTER_MS = 1_000;

/**
 * Deletes jobs that ended long enough before the time that was due last. Rounds are one worker's at a
 * time, and the store knows what is done: a worker that is killed leaves the rest to another.
 */
export async function cleanUpWhenDue(deps: HousekeepingDeps): Promise<number> {
  const { store, dueTimes, clock, log, cleanup } = deps;
  if (!cleanup) return 0;
  const dueMs = cleanup.schedule.lastDueMs(clock.now());
  if (!(await dueTimes.isOpen(NAME, dueMs))) return 0;
  const startedMs = performance.now();
  let deleted = 0;
  let isDone = false;
  while (!isDone && performance.now() - startedMs < STOP_AFTER_MS) {
    const done = await cleanUp(store, {
      status: ['completed', 'failed', 'cancelled'],
      endedBeforeMs: dueMs - cleanup.olderThanMs,
      limit: AT_ONCE,
    });
    deleted += done.deleted;
    isDone = !done.more;
  }
  if (isDone) await dueTimes.close(NAME, dueMs);
  log.info(
    { due: new Date(dueMs).toISOString(), deleted, isDone },
    'old jobs cleaned up as planned',
  );
  return deleted;
}
