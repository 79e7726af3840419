import type { JobStatus } from '@pitwall/contract';

/** Under this name the sums over all tenants are kept. */
export const ALL_TENANTS = '*';

export const HOUR_MS = 3_600_000;

/** How long the sums of an hour are kept, whatever becomes of its jobs. */
export const STATS_KEPT_MS = 31 * 24 * HOUR_MS;

/**
 * What is added up of one hour: how often each of these happened, by kind. `waited`, `solved` (both
 * in milliseconds) and `bytes` have a bucket of a histogram in the middle, `ended` a status.
 */
export type HourSums = {
  atMs: number;
  /** `<what>:<status or bucket>:<kind>` → how often, or how many bytes for `bytes_sum`. */
  sums: ReadonlyMap<string, number>;
};

export type JobStatsNow = {
  counts: { status: JobStatus; kind: string; count: number }[];
  /** Since when the job waits that waits longest; jobs whose time has not come do not wait. */
  waitingSinceMs?: number;
  /** What the store takes in memory, all in all. */
  usedBytes: number;
};

/** Small sums by hour, which outlive the jobs. `tenant` undefined: of all of them. */
export interface JobStats {
  hours(query: { tenant: string | undefined; fromMs: number; toMs: number }): Promise<HourSums[]>;
  now(query: { tenant: string | undefined; atMs: number }): Promise<JobStatsNow>;
}
