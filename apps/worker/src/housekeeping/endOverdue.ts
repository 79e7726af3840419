import { notStartedInTime } from '@pitwall/job-state';

import { isStoreFailure } from '../storeFailure.ts';
import type { HousekeepingDeps } from './keepHouse.ts';

const AT_ONCE = 500;

/** A round is to stay short; what is left is for the next. */
const STOP_AFTER_MS = 2_000;

/** Ends what was not started by the time it had to be. Returns how many jobs that were. */
export async function endOverdue(deps: HousekeepingDeps): Promise<number> {
  const startedMs = performance.now();
  let ended = 0;
  for (;;) {
    const ids = await deps.backlog.findOverdue({ atMs: deps.clock.now(), limit: AT_ONCE });
    const done = await Promise.all(ids.map((id) => endQuietly(deps, id)));
    const count = done.filter(Boolean).length;
    ended += count;
    // What could not be ended is found again, and must not keep the round from its end.
    const isStuck = count === 0;
    if (ids.length < AT_ONCE || isStuck || performance.now() - startedMs > STOP_AFTER_MS) {
      return ended;
    }
  }
}

/** One that cannot be ended, or not even be read, must not keep the others from it. */
async function endQuietly(deps: HousekeepingDeps, id: string): Promise<boolean> {
  try {
    return await endOne(deps, id);
  } catch (error) {
    if (isStoreFailure(error)) throw error;
    deps.log.error({ err: error, jobId: id }, 'overdue job could not be ended');
    return false;
  }
}

async function endOne({ store, queue, clock, keepForMs }: HousekeepingDeps, id: string) {
  const job = await store.find(id);
  if (!job) return false;
  const end = { atMs: clock.now(), keepForMs: keepForMs(job.kind) };
  const change = notStartedInTime({ fence: job.fence, ...end });
  const outcome = await store.change(id, change);
  if (outcome.type !== 'applied') return false;
  await queue.remove(job);
  return true;
}
