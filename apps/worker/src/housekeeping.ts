import type { Job, JobKinds } from '@pitwall/contract';
import type { JobQueue } from '@pitwall/job-queue';
import type { JobStore, ListPosition } from '@pitwall/job-state';
import type { Clock, Logger } from '@pitwall/runtime';

/** A record this young may have its job queued any moment by the API that wrote it. */
const LEAVE_ALONE_MS = 10_000;

const AT_ONCE = 500;

export type HousekeepingDeps = {
  store: JobStore;
  queue: JobQueue;
  kinds: JobKinds;
  clock: Clock;
  log: Logger;
  historyForMs: number;
};

/** One round: queues what is pending and on no queue, and deletes what is past its time. */
export async function keepHouse(deps: HousekeepingDeps): Promise<void> {
  const queued = await queueForgotten(deps);
  const expired = await expireAll(deps);
  if (queued + expired > 0) deps.log.info({ queued, expired }, 'housekeeping done');
}

async function queueForgotten(deps: HousekeepingDeps): Promise<number> {
  const { store, clock } = deps;
  let queued = 0;
  let after: ListPosition | undefined = {
    createdAtMs: clock.now() - LEAVE_ALONE_MS,
    id: '',
  };
  while (after) {
    const page = await store.list({ status: 'pending', limit: AT_ONCE, after });
    const added = await Promise.all(page.jobs.map((job) => queueIfForgotten(deps, job)));
    queued += added.filter(Boolean).length;
    after = page.next;
  }
  return queued;
}

async function queueIfForgotten({ queue, kinds }: HousekeepingDeps, job: Job): Promise<boolean> {
  if (await queue.has(job)) return false;
  await queue.add({ ...job, attempts: kinds.get(job.kind)?.attempts ?? 1 });
  return true;
}

async function expireAll({ store, clock, historyForMs }: HousekeepingDeps): Promise<number> {
  let expired = 0;
  for (;;) {
    const touched = await store.expire({ atMs: clock.now(), historyForMs, limit: AT_ONCE });
    expired += touched;
    if (touched < AT_ONCE) return expired;
  }
}
