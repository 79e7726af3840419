import { AppError, type Job, type Principal } from '@pitwall/contract';
import type { CreateAllOutcome, NewJob } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { noRoom } from './noRoom.ts';

type Deps = Pick<AppDeps, 'store' | 'backlog' | 'clock' | 'maxPendingJobs'>;
export type Accepted = { accepted: Job; isRepeat: boolean };

/** The job of this request: a new one, or the one it made when it was sent before. */
export async function createOnce(
  deps: Deps,
  wish: NewJob,
  principal: Principal,
): Promise<Accepted> {
  const outcome = await deps.store.create(wish);
  switch (outcome.type) {
    case 'created':
    // Ids are never given twice. A connection that broke has sent the same command twice.
    case 'taken':
      return { accepted: wish.job, isRepeat: false };
    case 'repeated': {
      if (outcome.id === wish.job.id) return { accepted: wish.job, isRepeat: false };
      return { accepted: await findAgain(deps, outcome.id), isRepeat: true };
    }
    case 'conflicting':
    case 'over_quota':
    case 'busy':
      throw await notCreated(deps, outcome, { principal, jobs: 1 });
  }
}

/** The failure that creating such a job would end in, if it would. */
export async function requireRoom(deps: Deps, wish: NewJob, principal: Principal): Promise<void> {
  const { job, input, room } = wish;
  const { tenant, createdAt } = job;
  const trial = { tenant, atMs: Date.parse(createdAt), jobs: [{ job, input }], room };
  const outcome = await deps.store.createAll({ ...trial, isTrial: true });
  if ('limit' in outcome || outcome.type === 'busy') {
    throw await noRoom(deps, outcome, { principal, jobs: 1 });
  }
}

/** A job that an earlier request has made. */
export async function findAgain({ store }: Pick<Deps, 'store'>, id: string): Promise<Job> {
  const job = await store.find(id);
  if (job) return job;
  throw new AppError('job_expired', `Job ${id} of this request is gone by now`);
}

/** Why none was made. */
export async function notCreated(
  deps: Deps,
  outcome: Exclude<CreateAllOutcome, { type: 'created' | 'taken' | 'repeated' }>,
  wish: { principal: Principal; jobs: number },
): Promise<AppError> {
  if (outcome.type !== 'conflicting') return await noRoom(deps, outcome, wish);
  return new AppError(
    'idempotency_key_reused',
    'This key came with another request before; a new request needs a new key',
  );
}
