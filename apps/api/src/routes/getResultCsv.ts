import { AppError, PortfolioResult } from '@pitwall/contract';
import { writeLineups } from '@pitwall/slates';
import type { RequestHandler } from 'express';
import { z } from 'zod';

import type { AppDeps } from '../http/appDeps.ts';
import { parseQuery } from '../http/parseRequest.ts';
import { requireResult } from './getResult.ts';

const Query = z.strictObject({ format: z.enum(['draftkings', 'fanduel', 'plain']).optional() });

/** The lineups as a file to upload; in the format of the slate's own site unless asked otherwise. */
export function getResultCsv(
  deps: Pick<AppDeps, 'store' | 'clock'>,
): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const { format } = parseQuery(Query, request.query);
    const { job, result } = await requireResult(deps, request.params.id);
    if (job.kind !== 'portfolio') {
      throw new AppError('result_has_no_lineups', `Job ${job.id} is a ${job.kind}`);
    }
    const portfolio = PortfolioResult.parse(result);
    const csv = writeLineups(portfolio, format ?? portfolio.site);
    response.attachment(`${job.id}.csv`).type('text/csv; charset=utf-8').send(csv);
  };
}
