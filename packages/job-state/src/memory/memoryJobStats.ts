import { isFinished, type Job } from '@pitwall/contract';

import { bucketOf } from '../stats/histogram.ts';
import {
  ALL_TENANTS,
  HOUR_MS,
  type HourSums,
  type JobStats,
  type JobStatsNow,
  STATS_KEPT_MS,
} from '../stats/jobStats.ts';
import { waitsFromMs } from '../stats/waitsFromMs.ts';
import type { MemoryJobStore } from './memoryJobStore.ts';
import type { ObservedChange } from './observed.ts';

/** The same rules as those of the script in redis/lua/stats.ts; the contract tests hold both. */
export class MemoryJobStats implements JobStats {
  readonly #store: MemoryJobStore;
  /** By tenant and hour. */
  readonly #hours = new Map<string, Map<string, number>>();

  constructor(store: MemoryJobStore) {
    this.#store = store;
    store.observe((change) => this.#note(change));
  }

  async hours(query: Parameters<JobStats['hours']>[0]): Promise<HourSums[]> {
    const { tenant = ALL_TENANTS, fromMs, toMs } = query;
    const [first, end] = [Math.floor(fromMs / HOUR_MS), Math.ceil(toMs / HOUR_MS)];
    return Array.from({ length: end - first }, (_, index) => ({
      atMs: (first + index) * HOUR_MS,
      sums: new Map(this.#hours.get(keyOf(tenant, first + index))),
    }));
  }

  async now({ tenant, atMs }: Parameters<JobStats['now']>[0]): Promise<JobStatsNow> {
    const { jobs } = await this.#store.list({ tenant, limit: Number.MAX_SAFE_INTEGER });
    const counts = new Map<string, JobStatsNow['counts'][number]>();
    for (const { status, kind } of jobs) {
      const known = counts.get(`${status}:${kind}`);
      counts.set(`${status}:${kind}`, { status, kind, count: (known?.count ?? 0) + 1 });
    }
    const waiting = jobs.filter(({ status }) => status === 'pending').map(waitsFromMs);
    const waitingSinceMs = Math.min(...waiting);
    return {
      counts: [...counts.values()],
      ...(waitingSinceMs <= atMs ? { waitingSinceMs } : {}),
      usedBytes: process.memoryUsage().heapUsed,
    };
  }

  #note({ event, job }: ObservedChange): void {
    const atMs = Date.parse(job.updatedAt);
    if (event === 'submitted') this.#add(job, Date.parse(job.createdAt), { 'submitted:': 1 });
    if (event === 'started' && job.starts === 1) {
      this.#add(job, atMs, { [`waited:${bucketOf(atMs - waitsFromMs(job))}`]: 1 });
    }
    if (isFinished(job.status) && event === job.status) this.#add(job, atMs, sumsOfEnd(job));
  }

  #add({ tenant, kind }: Job, atMs: number, sums: Record<string, number>): void {
    const hour = Math.floor(atMs / HOUR_MS);
    for (const of of [tenant, ALL_TENANTS]) {
      const known = this.#hours.get(keyOf(of, hour)) ?? new Map<string, number>();
      this.#hours.set(keyOf(of, hour), known);
      for (const [what, by] of Object.entries(sums)) {
        known.set(`${what}:${kind}`, (known.get(`${what}:${kind}`) ?? 0) + by);
      }
      // An hour comes once and goes once, so looking at one is enough.
      this.#hours.delete(keyOf(of, hour - STATS_KEPT_MS / HOUR_MS));
    }
  }
}

function sumsOfEnd({ status, storedBytes = 0, timeUsedSeconds }: Job): Record<string, number> {
  const solved = { [`solved:${bucketOf(1_000 * timeUsedSeconds)}`]: 1 };
  return {
    [`ended:${status}`]: 1,
    [`bytes:${bucketOf(storedBytes)}`]: 1,
    'bytes_sum:': storedBytes,
    ...(status === 'completed' ? solved : {}),
  };
}

function keyOf(tenant: string, hour: number): string {
  return `${hour}:${tenant}`;
}
