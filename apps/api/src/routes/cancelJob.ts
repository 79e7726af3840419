import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { cancel, type CancelDeps } from '../jobs/cancel.ts';
import { jobView } from '../jobs/jobView.ts';
import { requireJob } from './getJob.ts';

/** Answers 200 with the job as it then is: a job that has ended stays as it ended. */
export function cancelJob(deps: CancelDeps): BoundRoute {
  return bindRoute('cancelJob', async ({ params: { id }, principal, response }) => {
    await cancel(deps, await requireJob(deps, id, principal));
    response.json(jobView(await requireJob(deps, id, principal)));
  });
}
