import { AppError, isFinished } from '@pitwall/contract';

import { tellAudit } from '../http/audited.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { cancel, type CancelDeps } from '../jobs/cancel.ts';
import { takeFromQueue } from '../jobs/takeFromQueue.ts';
import { requireJob } from './getJob.ts';

/** Removes the job from store and queue. */
export function deleteJob(deps: CancelDeps): BoundRoute {
  return bindRoute('deleteJob', async ({ params: { id }, query, principal, response }) => {
    tellAudit(response, query);
    const job = await requireJob(deps, id, principal);
    if (query.cancel && !isFinished(job.status)) await cancel(deps, job);
    const outcome = await deps.store.remove(id);
    if (outcome === 'absent') throw new AppError('job_not_found', `No job has the id ${id}`);
    if (outcome === 'unfinished') {
      throw new AppError(
        'job_running',
        `Job ${id} has not ended: cancel it first, or ?cancel=true`,
      );
    }
    const generations = Array.from({ length: job.generation }, (_, index) => index + 1);
    await Promise.all(generations.map((generation) => takeFromQueue(deps, { id, generation })));
    response.status(204).end();
  });
}
