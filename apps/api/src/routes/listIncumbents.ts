import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { requireJob } from './getJob.ts';

export function listIncumbents(deps: Pick<AppDeps, 'store'>): BoundRoute {
  return bindRoute('listIncumbents', async ({ params, query, principal, response }) => {
    const { id } = await requireJob(deps, params.id, principal);
    response.json({ incumbents: await deps.store.findIncumbents(id, query) });
  });
}
