import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { requireKept } from '../jobs/requireKept.ts';
import { requireJob } from './getJob.ts';

export function listLogs(deps: Pick<AppDeps, 'store' | 'clock'>): BoundRoute {
  return bindRoute('listLogs', async ({ params, query, principal, response }) => {
    const job = await requireJob(deps, params.id, principal);
    requireKept(job, 'logs', deps.clock.now());
    response.json({ lines: await deps.store.findLogs(job.id, query) });
  });
}
