import { AppError, isFinished, type Job, type JobKinds, type Principal } from '@pitwall/contract';
import { fenceOf, retried } from '@pitwall/job-state';

import { acceptJob } from '../http/acceptJob.ts';
import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { isExpired } from '../jobs/isExpired.ts';
import { queueJob } from '../jobs/queueJob.ts';
import { requireJob } from './getJob.ts';

type Deps = Pick<AppDeps, 'store' | 'queue' | 'clock' | 'log' | 'kinds'>;

type Wish = { id: string; fromStart: boolean; principal: Principal };

const LOOKS = 5;

/** A failed or cancelled job, on its way again as the next generation. */
export function retryJob(deps: Deps): BoundRoute {
  return bindRoute('retryJob', async ({ params, body, principal, response }) => {
    acceptJob(response, await retry(deps, { ...params, ...body, principal }));
  });
}

/** Looks again when the job has moved between look and change, and goes by what it is then. */
async function retry(deps: Deps, { id, principal, fromStart }: Wish): Promise<Job> {
  for (let look = 0; look < LOOKS; look += 1) {
    const job = await requireJob(deps, id, principal);
    // Asked twice, or on its way for another reason: what was wanted is so.
    if (!isFinished(job.status)) return await queueIfNeeded(deps, job);
    const atMs = deps.clock.now();
    requireRetryable(job, deps.kinds, atMs);
    const { fence } = job;
    const change = retried({ fromStart, fence, generation: job.generation + 1, atMs });
    const outcome = await deps.store.change(id, change);
    if (outcome.type === 'applied') {
      return await queueIfNeeded(deps, await requireJob(deps, id, principal));
    }
  }
  throw new Error(`Job ${id} refused to be tried again, and nothing shows why`);
}

/**
 * Also a job that was pending already, if this generation of it was never handed over: who made it
 * so may have died before it was queued. Older generations in the queue are refused by the fence.
 */
async function queueIfNeeded(deps: Deps, job: Job): Promise<Job> {
  const kind = deps.kinds.get(job.kind);
  const isNew = job.status === 'pending' && job.fence <= fenceOf(job.generation, 0);
  if (isNew && kind) await queueJob(deps, job, kind);
  return job;
}

/** Throws the failure that says why the job may not be tried again. */
function requireRetryable(job: Job, kinds: JobKinds, atMs: number): void {
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
