import { AppError, type Principal, type QueryOf, type Route } from '@pitwall/contract';
import { type ListOrder, type ListQuery, searchWords } from '@pitwall/job-state';

import { tenantOf } from './tenantOf.ts';

type Asked = QueryOf<Route<'listJobs'>>;

const ORDERS: Record<Asked['sort'], ListOrder> = {
  '-createdAt': 'newest',
  createdAt: 'oldest',
  '-completedAt': 'last_ended',
};

/** What the store is asked for; who asks sees the jobs of their tenant. */
export function listQuery(asked: Omit<Asked, 'cursor'>, principal: Principal): ListQuery {
  const { createdAfter, createdBefore, q, sort, tag, status, ...query } = asked;
  const tenant = tenantOf(principal, query.tenant);
  return {
    ...query,
    tenant,
    status: inOneOrder(status),
    tags: inOneOrder(tag),
    words: q === undefined ? undefined : wordsOf(q, tenant),
    createdFromMs: createdAfter === undefined ? undefined : Date.parse(createdAfter),
    createdBeforeMs: createdBefore === undefined ? undefined : Date.parse(createdBefore),
    order: ORDERS[sort],
  };
}

/** A cursor is of one list, and it is the same one in whichever order its filters are given. */
function inOneOrder<Value extends string>(values: Value[] | undefined): Value[] | undefined {
  return values && [...new Set(values)].toSorted();
}

function wordsOf(q: string, tenant: string | undefined): string[] {
  const words = searchWords(q);
  if (words.length === 0) throw wrong('must have a letter or a digit');
  if (tenant === undefined) throw wrong('searches one tenant: name it in `tenant`');
  return words;
}

function wrong(detail: string): AppError {
  return new AppError('invalid_request', '1 thing is wrong with the request', {
    details: [{ parameter: 'q', detail }],
  });
}
