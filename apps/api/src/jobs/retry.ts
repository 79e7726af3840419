import { AppError, isFinished, type Job, type JobKinds, type Principal } from '@pitwall/contract';
import { fenceOf, type OverQuota, retried } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { requireJob } from '../routes/getJob.ts';
import { isExpired } from './isExpired.ts';
import { keyOfJob } from './keyOfJob.ts';
import { lookAgain } from './lookAgain.ts';
import type { CountedKey } from './noRoom.ts';
import { queueJob } from './queueJob.ts';

export type RetryDeps = Pick<
  AppDeps,
  'store' | 'backlog' | 'queue' | 'clock' | 'log' | 'kinds' | 'access' | 'maxPendingJobs'
>;

export type RetryWish = { id: string; fromStart: boolean; principal: Principal };

/** `over_quota`: as many jobs wait as may, in all or of this key. */
export type RetryOutcome = { type: 'retried'; job: Job } | (OverQuota & { key: CountedKey });

/** A failed or cancelled job, on its way again as the next generation if there is room for it. */
export function retry(deps: RetryDeps, { id, principal, fromStart }: RetryWish) {
  return lookAgain(id, async (): Promise<RetryOutcome | undefined> => {
    const job = await requireJob(deps, id, principal);
    // Asked twice, or on its way for another reason: what was wanted is so.
    if (!isFinished(job.status)) return await queueIfNeeded(deps, job);
    const atMs = deps.clock.now();
    requireRetryable(job, deps.kinds, atMs);
    const { fence } = job;
    const key = await keyOfJob(deps, job, principal);
    const room = { pendingOfKey: key.limits.pendingJobs, backlog: deps.maxPendingJobs };
    const change = retried({ fromStart, fence, generation: job.generation + 1, atMs, room });
    const outcome = await deps.store.change(id, change);
    if (outcome.type === 'over_quota') return { ...outcome, key };
    if (outcome.type !== 'applied') return undefined;
    return await queueIfNeeded(deps, await requireJob(deps, id, principal));
  });
}

/**
 * Also a job that was pending already, if this generation of it was never handed over: who made it
 * so may have died before it was queued. Older generations in the queue are refused by the fence.
 */
async function queueIfNeeded(deps: RetryDeps, job: Job): Promise<RetryOutcome> {
  const kind = deps.kinds.get(job.kind);
  const isNew = job.status === 'pending' && job.fence <= fenceOf(job.generation, 0);
  if (isNew && kind) await queueJob(deps, job, kind);
  return { type: 'retried', job };
}

/** Throws the failure that says why the job may not be tried again. */
export function requireRetryable(job: Job, kinds: JobKinds, atMs: number): void {
  const { id, status, expiresAt } = job;
  if (status === 'completed') {
    throw new AppError('job_not_retryable', `Job ${id} is completed: it has its result`);
  }
  if (isExpired(job, atMs)) {
    throw new AppError('job_expired', `The input of job ${id} was kept until ${expiresAt}`);
  }
  if (!kinds.has(job.kind)) {
    const message = `Nobody here knows the kind of job ${job.kind} any more`;
    throw new AppError('job_not_retryable', message);
  }
}
