import { AppError, isFinished, type Job, type Principal } from '@pitwall/contract';
import { stopRequested } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { jobView } from '../jobs/jobView.ts';
import { lookAgain } from '../jobs/lookAgain.ts';
import { requireJob } from './getJob.ts';

type Deps = Pick<AppDeps, 'store' | 'clock'>;

/** Asks the worker that runs the job to finish it; 202 until it has, however often it is asked. */
export function stopJob(deps: Deps): BoundRoute {
  return bindRoute('stopJob', async ({ params: { id }, principal, response }) => {
    const job = await lookAgain(id, () => stop(deps, id, principal));
    response.status(isFinished(job.status) ? 200 : 202).json(jobView(job));
  });
}

async function stop(deps: Deps, id: string, principal: Principal): Promise<Job | undefined> {
  const job = await requireJob(deps, id, principal);
  if (isFinished(job.status) || job.stopRequestedAt !== undefined) return job;
  if (job.status === 'pending') {
    throw new AppError('job_not_running', `Job ${id} waits: there is nothing to finish`);
  }
  const outcome = await deps.store.change(id, stopRequested({ atMs: deps.clock.now() }));
  return outcome.type === 'applied' ? await requireJob(deps, id, principal) : undefined;
}
