import { AppError, isFinished, type Job, type JobKinds, type Principal } from '@pitwall/contract';
import { fenceOf, retried } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { requireJob } from '../routes/getJob.ts';
import { isExpired } from './isExpired.ts';
import { lookAgain } from './lookAgain.ts';
import { queueJob } from './queueJob.ts';

export type RetryDeps = Pick<AppDeps, 'store' | 'queue' | 'clock' | 'log' | 'kinds'>;

export type RetryWish = { id: string; fromStart: boolean; principal: Principal };

/** A failed or cancelled job, on its way again as the next generation. */
export function retry(deps: RetryDeps, { id, principal, fromStart }: RetryWish): Promise<Job> {
  return lookAgain(id, async () => {
    const job = await requireJob(deps, id, principal);
    // Asked twice, or on its way for another reason: what was wanted is so.
    if (!isFinished(job.status)) return await queueIfNeeded(deps, job);
    const atMs = deps.clock.now();
    requireRetryable(job, deps.kinds, atMs);
    const { fence } = job;
    const change = retried({ fromStart, fence, generation: job.generation + 1, atMs });
    const outcome = await deps.store.change(id, change);
    if (outcome.type !== 'applied') return undefined;
    return await queueIfNeeded(deps, await requireJob(deps, id, principal));
  });
}

/**
 * Also a job that was pending already, if this generation of it was never handed over: who made it
 * so may have died before it was queued. Older generations in the queue are refused by the fence.
 */
async function queueIfNeeded(deps: RetryDeps, job: Job): Promise<Job> {
  const kind = deps.kinds.get(job.kind);
  const isNew = job.status === 'pending' && job.fence <= fenceOf(job.generation, 0);
  if (isNew && kind) await queueJob(deps, job, kind);
  return job;
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
