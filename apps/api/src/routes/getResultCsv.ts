import { AppError, type Principal } from '@pitwall/contract';
import { writeLineups } from '@pitwall/slates';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { FoundLineups } from '../jobs/foundLineups.ts';
import { requireResult } from './getResult.ts';

type Deps = Pick<AppDeps, 'store' | 'clock'>;

/** The lineups as a file to upload; in the format of the slate's own site unless asked otherwise. */
export function getResultCsv(deps: Deps): BoundRoute {
  return bindRoute('getResultCsv', async ({ params, query, principal, response }) => {
    const { format } = query;
    const portfolio = await requireLineups(deps, params.id, principal);
    const csv = writeLineups(portfolio, format ?? portfolio.site);
    response.attachment(`${params.id}.csv`).type('text/csv; charset=utf-8').send(csv);
  });
}

/** What a completed portfolio found, or the failure that says why there are no lineups. */
export async function requireLineups(
  deps: Deps,
  id: string,
  principal: Principal,
): Promise<FoundLineups> {
  const { job, result } = await requireResult(deps, id, principal);
  if (job.kind === 'portfolio') return FoundLineups.parse(result);
  throw new AppError('result_has_no_lineups', `Job ${job.id} is a ${job.kind}`);
}
