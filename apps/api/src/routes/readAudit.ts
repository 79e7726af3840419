import { AppError } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';

const ENTRY_ID = /^\d{1,20}-\d{1,20}$/;

export function readAudit({ audit }: Pick<AppDeps, 'audit'>): BoundRoute {
  return bindRoute('readAudit', async ({ query, principal, response }) => {
    const { tenant = principal.tenant, limit, cursor } = query;
    if (cursor !== undefined && !ENTRY_ID.test(cursor)) {
      throw new AppError('cursor_invalid', 'The cursor is none that this service gave', {
        details: [{ parameter: 'cursor', detail: 'take it from nextCursor of the page before' }],
      });
    }
    const { entries, next } = await audit.list({ tenant, limit, before: cursor });
    response.json({ entries, ...(next === undefined ? {} : { nextCursor: next }) });
  });
}
