import { type Job, type JobKinds, type JobStatus } from '@pitwall/contract';
import type { JobQueue } from '@pitwall/job-queue';
import { failed, fenceOf, type JobStore, type ListPosition, requeued } from '@pitwall/job-state';
import type { Clock, Logger } from '@pitwall/runtime';

/** A record this young may have its job queued any moment by the API that wrote it. */
const LEAVE_ALONE_MS = 10_000;

const AT_ONCE = 500;
const DAY_MS = 86_400_000;

export type HousekeepingDeps = {
  store: JobStore;
  queue: JobQueue;
  kinds: JobKinds;
  clock: Clock;
  log: Logger;
  /** How long input and result are kept after the end of a job whose kind does not say. */
  keepForDays: number;
  historyForMs: number;
};

type Done = 'queued' | 'gaveUp' | undefined;

/** One round: makes records and queue agree, and deletes what is past its time. */
export async function keepHouse(deps: HousekeepingDeps): Promise<void> {
  const expired = await expireAll(deps);
  const done = [
    ...(await forEach(deps, 'pending', queueIfForgotten)),
    ...(await forEach(deps, 'running', settleIfAbandoned)),
  ];
  const queued = done.filter((what) => what === 'queued').length;
  const gaveUp = done.filter((what) => what === 'gaveUp').length;
  if (queued + gaveUp + expired > 0) {
    deps.log.info({ queued, gaveUp, expired }, 'housekeeping done');
  }
}

async function forEach(
  deps: HousekeepingDeps,
  status: JobStatus,
  look: (deps: HousekeepingDeps, job: Job) => Promise<Done>,
): Promise<Done[]> {
  const done: Done[] = [];
  let after: ListPosition | undefined = { createdAtMs: deps.clock.now() - LEAVE_ALONE_MS, id: '' };
  while (after) {
    const page = await deps.store.list({ status, limit: AT_ONCE, after });
    done.push(...(await Promise.all(page.jobs.map((job) => look(deps, job)))));
    after = page.next;
  }
  return done;
}

async function queueIfForgotten(deps: HousekeepingDeps, job: Job): Promise<Done> {
  const state = await deps.queue.stateOf(job);
  if (state === 'held') return undefined;
  if (state === 'absent' && job.starts === 0) {
    await addToQueue(deps, job);
    return 'queued';
  }
  return await queueAnew(deps, job);
}

async function settleIfAbandoned(deps: HousekeepingDeps, job: Job): Promise<Done> {
  const state = await deps.queue.stateOf(job);
  if (state === 'held') return undefined;
  return state === 'failed' ? await giveUp(deps, job) : await queueAnew(deps, job);
}

/** A queue counts the starts of an id from 1 again, so the fence needs a new generation. */
async function queueAnew(deps: HousekeepingDeps, job: Job): Promise<Done> {
  const generation = job.generation + 1;
  const atMs = deps.clock.now();
  const outcome = await deps.store.change(job.id, requeued({ fence: job.fence, generation, atMs }));
  if (outcome.type !== 'applied') return undefined;
  await addToQueue(deps, { ...job, generation, fence: fenceOf(generation, 0) });
  return 'queued';
}

/** The queue gives a job up when too many workers were lost with it. */
async function giveUp({ store, kinds, clock, keepForDays }: HousekeepingDeps, job: Job) {
  const outcome = await store.change(
    job.id,
    failed({
      fence: job.fence,
      atMs: clock.now(),
      keepForMs: (kinds.get(job.kind)?.keepForDays ?? keepForDays) * DAY_MS,
      error: {
        code: 'lost_too_often',
        message: 'Worker after worker was lost while it ran this job, so it is not tried again',
      },
    }),
  );
  return outcome.type === 'applied' ? 'gaveUp' : undefined;
}

async function addToQueue({ queue, kinds }: HousekeepingDeps, job: Job): Promise<void> {
  await queue.add({ ...job, attempts: kinds.get(job.kind)?.attempts ?? 1 });
}

async function expireAll({ store, clock, historyForMs }: HousekeepingDeps): Promise<number> {
  let expired = 0;
  for (;;) {
    const touched = await store.expire({ atMs: clock.now(), historyForMs, limit: AT_ONCE });
    expired += touched;
    if (touched < AT_ONCE) return expired;
  }
}
