import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';

export function countJobs({ store }: Pick<AppDeps, 'store'>): BoundRoute {
  return bindRoute('countJobs', async ({ response }) => {
    response.json(await store.counts());
  });
}
