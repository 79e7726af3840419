import { AppError, isFinished, type Job, type Principal } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { isExpired } from '../jobs/isExpired.ts';
import { requireJob } from './getJob.ts';

type Deps = Pick<AppDeps, 'store' | 'clock'>;

export function getResult(deps: Deps): BoundRoute {
  return bindRoute('getResult', async ({ params, principal, response }) => {
    const { result } = await requireResult(deps, params.id, principal);
    response.json(result);
  });
}

/** The result of a completed job, or the failure that says why there is none. */
export async function requireResult(
  deps: Deps,
  id: string,
  principal: Principal,
): Promise<{ job: Job; result: unknown }> {
  const job = await requireJob(deps, id, principal);
  if (!isFinished(job.status)) {
    throw new AppError('job_not_finished', `Job ${id} is ${job.status} at ${job.progress} %`);
  }
  if (job.status !== 'completed') {
    const why = job.error ? `: ${job.error.message}` : '';
    throw new AppError('job_has_no_result', `Job ${id} is ${job.status}${why}`);
  }
  const result = isExpired(job, deps.clock.now()) ? undefined : await deps.store.findResult(id);
  if (result === undefined) {
    throw new AppError('result_expired', `The result of job ${id} was kept until ${job.expiresAt}`);
  }
  return { job, result };
}
