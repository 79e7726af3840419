import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { requireKept } from '../jobs/requireKept.ts';
import { requireJob } from './getJob.ts';

export function listIncumbents(deps: Pick<AppDeps, 'store' | 'clock'>): BoundRoute {
  return bindRoute('listIncumbents', async ({ params, query, principal, response }) => {
    const job = await requireJob(deps, params.id, principal);
    requireKept(job, 'incumbents', deps.clock.now());
    response.json({ incumbents: await deps.store.findIncumbents(job.id, query) });
  });
}
