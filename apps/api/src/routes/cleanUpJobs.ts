import { cleanUp } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { tellAudit } from '../http/audited.ts';
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
    const tenant = tenantOf(principal, query.tenant);
    const cleaned = await cleanUp(store, {
      ...wish,
      tenant,
      endedBeforeMs: clock.now() - olderThanHours * HOUR_MS,
    });
    log.info({ ...query, ...cleaned, keyId: principal.keyId }, 'old jobs cleaned up on request');
    tellAudit(response, { ...query, tenant: tenant ?? '*', ...cleaned });
    response.json({ ...cleaned, dryRun: query.dryRun });
  });
}
