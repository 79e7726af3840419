import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { requireInput } from '../jobs/requireInput.ts';
import { requireJob } from './getJob.ts';

export function getInput(deps: Pick<AppDeps, 'store' | 'clock'>): BoundRoute {
  return bindRoute('getInput', async ({ params, principal, response }) => {
    const job = await requireJob(deps, params.id, principal);
    response.json(await requireInput(deps, job));
  });
}
