import { AppError, PortfolioResult } from '@pitwall/contract';
import { writeLineups } from '@pitwall/slates';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { requireResult } from './getResult.ts';

/** The lineups as a file to upload; in the format of the slate's own site unless asked otherwise. */
export function getResultCsv(deps: Pick<AppDeps, 'store' | 'clock'>): BoundRoute {
  return bindRoute('getResultCsv', async ({ params, query, principal, response }) => {
    const { format } = query;
    const { job, result } = await requireResult(deps, params.id, principal);
    if (job.kind !== 'portfolio') {
      throw new AppError('result_has_no_lineups', `Job ${job.id} is a ${job.kind}`);
    }
    const portfolio = PortfolioResult.parse(result);
    const csv = writeLineups(portfolio, format ?? portfolio.site);
    response.attachment(`${job.id}.csv`).type('text/csv; charset=utf-8').send(csv);
  });
}
