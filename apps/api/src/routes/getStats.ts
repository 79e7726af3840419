import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { tenantOf } from '../jobs/tenantOf.ts';
import { jobStatistics } from '../stats/jobStatistics.ts';
import { statsRange } from '../stats/statsRange.ts';

export function getStats({ stats, clock }: Pick<AppDeps, 'stats' | 'clock'>): BoundRoute {
  return bindRoute('getStats', async ({ query, principal, response }) => {
    const nowMs = clock.now();
    const tenant = tenantOf(principal, query.tenant);
    const range = statsRange(query, nowMs);
    const [hours, now] = await Promise.all([
      stats.hours({ tenant, ...range }),
      stats.now({ tenant, atMs: nowMs }),
    ]);
    response.json(jobStatistics({ hours, now, ...range, nowMs }));
  });
}
