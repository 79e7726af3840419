import { cleanUp } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { tenantOf } from '../jobs/tenantOf.ts';

const HOUR_MS = 3_600_000;

export function cleanUpJobs({
  store,
  clock,
  log,
}: Pick<AppDeps, 'store' | 'clock' | 'log'>): BoundRoute {
  return bindRoute('cleanUpJobs', async ({ query, principal, response }) => {
    const { olderThanHours, ...wish } = query;
    const cleaned = await cleanUp(store, {
      ...wish,
      tenant: tenantOf(principal, query.tenant),
      endedBeforeMs: clock.now() - olderThanHours * HOUR_MS,
    });
    log.info({ ...query, ...cleaned, keyId: principal.keyId }, 'old jobs cleaned up on request');
    response.json({ ...cleaned, dryRun: query.dryRun });
  });
}
