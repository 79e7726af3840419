import type { Principal } from '@pitwall/contract';
import { type Room, WORKER_ALIVE_MS } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';

type Deps = Pick<AppDeps, 'store' | 'queue' | 'clock' | 'maxPendingJobs'>;

/** What room there must be for jobs of this key. */
export async function roomFor(
  deps: Deps,
  { limits }: Pick<Principal, 'limits'>,
  onBusy: 'queue' | 'reject',
): Promise<Room> {
  const { pendingJobs: pendingOfKey } = limits;
  const room = { pendingOfKey, backlog: deps.maxPendingJobs };
  return onBusy === 'reject' ? { ...room, atOnce: await findFree(deps) } : room;
}

/** How many jobs run is asked when the jobs are created, in the same step. */
async function findFree({ store, queue, clock }: Deps): Promise<Room['atOnce']> {
  const [{ threads }, { delayed }] = await Promise.all([
    store.findCapacity(clock.now() - WORKER_ALIVE_MS),
    queue.counts(),
  ]);
  return { threads, delayed };
}
