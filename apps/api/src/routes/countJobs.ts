import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { tenantOf } from '../jobs/tenantOf.ts';

export function countJobs({ store }: Pick<AppDeps, 'store'>): BoundRoute {
  return bindRoute('countJobs', async ({ query, principal, response }) => {
    response.json(await store.counts(tenantOf(principal, query.tenant)));
  });
}
