import { AppError, type Job, type JobStatus, type Principal } from '@pitwall/contract';
import type { JobStore, ListQuery } from '@pitwall/job-state';

import { requireScope } from '../http/authenticate.ts';

const PAGE = 200;

/** So many at the same time: a store should not be flooded, nor be waited for one by one. */
const SIDE_BY_SIDE = 16;

/** As the client says it. */
export type BulkWish = {
  filter: {
    status?: JobStatus | undefined;
    kind?: string | undefined;
    slateId?: string | undefined;
    tag?: string | undefined;
    createdAfter?: string | undefined;
    createdBefore?: string | undefined;
    tenant?: string | undefined;
  };
  all: boolean;
  dryRun: boolean;
  limit: number;
};

export type BulkAct = {
  /** Where the filter names none; in this order. */
  statuses: readonly JobStatus[];
  /** Gives the reason why nothing was to be done, or throws the failure that keeps the job from it. */
  act: (job: Job) => Promise<string | undefined>;
  /** What `act` would say, with nothing done. */
  tryOut: (job: Job) => Promise<string | undefined>;
};

export type BulkAnswer = {
  matched: number;
  done: number;
  skipped: { id: string; reason: string }[];
  more: boolean;
  dryRun: boolean;
};

/** Finds the jobs first and then acts on them, so that what is done does not change what is found. */
export async function steerMany(
  store: JobStore,
  { wish, principal }: { wish: BulkWish; principal: Principal },
  { statuses, act, tryOut }: BulkAct,
): Promise<BulkAnswer> {
  const { dryRun, filter } = wish;
  const { status } = filter;
  const query = queryOf(wish, principal);
  const { jobs, more } = await findAll(store, { ...query, statuses: status ? [status] : statuses });
  const skipped: BulkAnswer['skipped'] = [];
  const actOn = async (job: Job): Promise<void> => {
    const reason = await reasonOf(() => (dryRun ? tryOut(job) : act(job)));
    if (reason !== undefined) skipped.push({ id: job.id, reason });
  };
  for (let at = 0; at < jobs.length; at += SIDE_BY_SIDE) {
    await Promise.all(jobs.slice(at, at + SIDE_BY_SIDE).map(actOn));
  }
  const done = jobs.length - skipped.length;
  return { matched: jobs.length, done, skipped, more, dryRun };
}

/** What is wrong with one job skips it; what is wrong with the service ends the call. */
async function reasonOf(work: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return error.code;
    throw error;
  }
}

function queryOf({ filter, all, limit }: BulkWish, principal: Principal): ListQuery {
  requireEither(Object.keys(filter).length > 0, all);
  const { kind, slateId, tag, createdAfter, createdBefore, tenant = principal.tenant } = filter;
  if (tenant !== principal.tenant) requireScope(principal, 'admin:jobs');
  return {
    tenant,
    kind,
    slateId,
    ...(tag === undefined ? {} : { tags: [tag] }),
    ...(createdAfter === undefined ? {} : { createdFromMs: Date.parse(createdAfter) }),
    ...(createdBefore === undefined ? {} : { createdBeforeMs: Date.parse(createdBefore) }),
    limit,
  };
}

/** With both it could be read as either, and what is done cannot be taken back. */
function requireEither(isFiltered: boolean, all: boolean): void {
  if (isFiltered !== all) return;
  const detail = all ? 'say either a filter or {"all": true}' : 'say which jobs, or {"all": true}';
  const message = all ? 'A filter and all were asked for' : 'The filter says nothing';
  throw new AppError('invalid_request', message, {
    details: [{ pointer: all ? '#/all' : '#/filter', detail }],
  });
}

type Found = { jobs: Job[]; more: boolean };

/** Up to the limit, and whether there are more. */
async function findAll(
  store: JobStore,
  { statuses, limit, ...query }: ListQuery & { statuses: readonly JobStatus[] },
): Promise<Found> {
  const jobs: Job[] = [];
  for (const status of statuses) {
    let after: ListQuery['after'];
    do {
      const page = await store.list({ ...query, status, after, limit: PAGE });
      jobs.push(...page.jobs);
      if (jobs.length > limit) return { jobs: jobs.slice(0, limit), more: true };
      after = page.next;
    } while (after);
  }
  return { jobs, more: false };
}
