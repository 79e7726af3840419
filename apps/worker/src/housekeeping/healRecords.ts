import { delayMsOf, type Job, type JobStatus } from '@pitwall/contract';
import type { QueueState } from '@pitwall/job-queue';
import { failed, fenceOf, lost, requeued, type Standing } from '@pitwall/job-state';

import { isStoreFailure } from '../storeFailure.ts';
import type { HousekeepingDeps, HousekeepingDone } from './keepHouse.ts';
import { SWEEP_SIZE, SWEEPS_PER_ROUND } from './sweepLimits.ts';

/** A record changed this lately may be about to agree by itself. */
const LEAVE_ALONE_MS = 10_000;

type Healed = Pick<HousekeepingDone, 'queued' | 'requeued' | 'lost' | 'gaveUp'>;
type Healing = keyof Healed;

/** Where the queue may have a job, by the status of its record. */
const AGREES: Partial<Record<JobStatus, readonly QueueState[]>> = {
  pending: ['waiting', 'delayed', 'active'],
  running: ['active'],
};

/** Makes pending and running records agree with what the queue says of them. */
export async function healRecords(deps: HousekeepingDeps): Promise<Healed> {
  const healed: Healed = { queued: 0, requeued: 0, lost: 0, gaveUp: 0 };
  for (const status of ['pending', 'running'] as const) {
    for (let sweeps = 0; sweeps < SWEEPS_PER_ROUND; sweeps += 1) {
      const { jobs, isAtEnd } = await deps.store.sweep({ status, limit: SWEEP_SIZE });
      for (const what of await healAll(deps, jobs)) healed[what] += 1;
      if (isAtEnd) break;
    }
  }
  return healed;
}

async function healAll(deps: HousekeepingDeps, standings: readonly Standing[]): Promise<Healing[]> {
  const settledSince = deps.clock.now() - LEAVE_ALONE_MS;
  const settled = standings.filter(({ updatedAtMs }) => updatedAtMs <= settledSince);
  const states = await deps.queue.statesOf(settled);
  const done: Healing[] = [];
  for (const [index, standing] of settled.entries()) {
    const state = states[index] ?? 'absent';
    if (AGREES[standing.status]?.includes(state)) continue;
    const what = await healQuietly(deps, standing, state);
    if (what) done.push(what);
  }
  return done;
}

/** One that cannot be healed, or not even be read, must not keep the others from it. */
async function healQuietly(
  deps: HousekeepingDeps,
  standing: Standing,
  state: QueueState,
): Promise<Healing | undefined> {
  try {
    return await heal(deps, standing, state);
  } catch (error) {
    if (isStoreFailure(error)) throw error;
    deps.log.error({ err: error, jobId: standing.id, state }, 'job could not be healed');
    return undefined;
  }
}

/** Looks at the record again, for it may have moved on before the queue was asked, or since. */
async function heal(
  deps: HousekeepingDeps,
  standing: Standing,
  state: QueueState,
): Promise<Healing | undefined> {
  const job = await deps.store.find(standing.id);
  if (!job || Date.parse(job.updatedAt) !== standing.updatedAtMs) return undefined;
  if (job.status === 'pending') return await queueAgain(deps, job, state);
  switch (state) {
    case 'failed':
      return await giveUp(deps, job);
    case 'waiting':
    case 'delayed':
      return await noteLost(deps, job);
    case 'active':
      return undefined;
    case 'absent':
    case 'completed':
    case 'stray':
      return await queueAnew(deps, job);
  }
}

async function queueAgain(
  deps: HousekeepingDeps,
  job: Job,
  state: QueueState,
): Promise<Healing | undefined> {
  const wasNeverHandedOver = job.fence <= fenceOf(job.generation, 0);
  if (state !== 'absent' || !wasNeverHandedOver) return await queueAnew(deps, job);
  await addToQueue(deps, job);
  return 'queued';
}

/** A queue counts the starts of an id from 1 again, so the fence needs a new generation. */
async function queueAnew(deps: HousekeepingDeps, job: Job): Promise<Healing | undefined> {
  const generation = job.generation + 1;
  const atMs = deps.clock.now();
  const outcome = await deps.store.change(job.id, requeued({ fence: job.fence, generation, atMs }));
  if (outcome.type !== 'applied') return undefined;
  await addToQueue(deps, { ...job, generation });
  return 'requeued';
}

async function noteLost({ store, clock }: HousekeepingDeps, job: Job) {
  const outcome = await store.change(job.id, lost({ fence: job.fence, atMs: clock.now() }));
  return outcome.type === 'applied' ? 'lost' : undefined;
}

/** Nobody will be handed it any more, for a reason that only the queue knows. */
async function giveUp({ store, queue, clock, keepForMs }: HousekeepingDeps, job: Job) {
  const reason = (await queue.failureOf(job)) ?? 'for no reason that it told';
  const outcome = await store.change(
    job.id,
    failed({
      fence: job.fence,
      atMs: clock.now(),
      keepForMs: keepForMs(job.kind),
      error: { code: 'given_up', message: `The queue gave the job up: ${reason}` },
    }),
  );
  return outcome.type === 'applied' ? 'gaveUp' : undefined;
}

async function addToQueue({ queue, kinds, clock }: HousekeepingDeps, job: Job): Promise<void> {
  const attempts = kinds.get(job.kind)?.attempts ?? 1;
  await queue.add({ ...job, attempts, delayMs: delayMsOf(job, clock.now()) });
}
