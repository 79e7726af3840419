import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { requireJob } from './getJob.ts';

export function listLogs(deps: Pick<AppDeps, 'store'>): BoundRoute {
  return bindRoute('listLogs', async ({ params, query, principal, response }) => {
    const { id } = await requireJob(deps, params.id, principal);
    response.json({ lines: await deps.store.findLogs(id, query) });
  });
}
