import { ENTRIES_HEADER } from '@pitwall/contract';
import { fillEntries as fill, type FilledEntries } from '@pitwall/slates';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { byteOrderMarkOf } from '../http/byteOrderMark.ts';
import { requireLineups } from './getResultCsv.ts';

/** An entries file in, the same file with the lineups of a portfolio out. */
export function fillEntries(deps: Pick<AppDeps, 'store' | 'clock'>): BoundRoute {
  return bindRoute('fillEntries', async ({ params, query, body, principal, response }) => {
    const portfolio = await requireLineups(deps, params.id, principal);
    const { csv, ...counts } = fill(byteOrderMarkOf(response) + body, portfolio, query);
    response
      .attachment(`${params.id}-entries.csv`)
      .setHeader(ENTRIES_HEADER, dictionaryOf(counts))
      .type('text/csv; charset=utf-8')
      .send(csv);
  });
}

/** RFC 8941, section 3.2. */
function dictionaryOf(counts: Omit<FilledEntries, 'csv'>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name}=${count}`)
    .join(', ');
}
