import type { Job, JobStatus } from '@pitwall/contract';

import type { JobStore } from './jobStore.ts';

/** Which jobs are not worth keeping until their time is over. */
export type CleanUpWish = {
  /** Those of finished jobs; no others are ever deleted. */
  status: readonly JobStatus[];
  /** By when they ended, not by when they were made. */
  endedBeforeMs: number;
  tenant?: string | undefined;
  kind?: string | undefined;
  /** How many at most. */
  limit: number;
  /** Only count them. */
  dryRun?: boolean | undefined;
};

const AT_ONCE = 100;

/** Deletes what is asked for, oldest end first. `more`: there may be others that could go. */
export async function cleanUp(
  store: JobStore,
  wish: CleanUpWish,
): Promise<{ deleted: number; more: boolean }> {
  const { limit, dryRun = false, ...query } = wish;
  let deleted = 0;
  let after;
  do {
    const atMost = Math.min(AT_ONCE, limit - deleted);
    const page = await store.list({ ...query, order: 'first_ended', limit: atMost, after });
    deleted += dryRun ? page.jobs.length : await removeAll(store, page.jobs);
    after = page.next;
  } while (after && deleted < limit);
  return { deleted, more: after !== undefined };
}

/** One that has been removed meanwhile, or is on its way again, is none of those asked for. */
async function removeAll(store: JobStore, jobs: readonly Job[]): Promise<number> {
  const outcomes = await Promise.all(jobs.map(({ id }) => store.remove(id)));
  return outcomes.filter((outcome) => outcome === 'removed').length;
}
