import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { requireJob } from './getJob.ts';

/** The hand-over log: who had the job, from when to when, and what became of each start. */
export function listStarts(deps: Pick<AppDeps, 'store'>): BoundRoute {
  return bindRoute('listStarts', async ({ params, principal, response }) => {
    const { id } = await requireJob(deps, params.id, principal);
    response.json({ starts: await deps.store.findStarts(id) });
  });
}
