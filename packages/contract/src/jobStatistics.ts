import { z } from 'zod';

import { JOB_STATUSES } from './job.ts';

export const STATS_WINDOWS = ['1h', '24h', '7d', '30d'] as const;

const count = z.int().min(0);

const Ends = {
  submitted: count,
  completed: count,
  failed: count,
  cancelled: count,
};

const Percentiles = z
  .object({ count, p50: z.number(), p90: z.number(), p99: z.number() })
  .optional()
  .meta({ description: 'Absent when there were none' });

const KindStatistics = z.object({
  ...Ends,
  successRate: z
    .number()
    .optional()
    .describe('Of those that completed or failed; absent when there were none'),
  waitingSeconds: Percentiles.describe('Until its first start; that of a retry does not count'),
  solveSeconds: Percentiles.describe('Of completed jobs: what the starts of the last attempt took'),
  storedBytes: z
    .object({ average: z.number(), p95: z.number() })
    .optional()
    .describe('What input and result of a job took in the store at its end'),
});

const StatusCounts = z.object(
  Object.fromEntries(JOB_STATUSES.map((status) => [status, count])) as Record<
    (typeof JOB_STATUSES)[number],
    typeof count
  >,
);

/** The answer of `GET /v1/stats`. */
export const JobStatistics = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    now: z.object({
      byStatus: StatusCounts,
      byKind: z.record(z.string(), StatusCounts),
      oldestPendingSeconds: z
        .number()
        .optional()
        .describe('How long the job has been waiting that waits longest; absent when none waits'),
    }),
    total: KindStatistics.describe('Of all kinds together'),
    kinds: z.record(z.string(), KindStatistics),
    hours: z.array(z.object({ hour: z.iso.datetime(), ...Ends })).describe('Oldest first'),
    store: z.object({ usedBytes: count.describe('All that the store takes in memory') }),
  })
  .meta({ id: 'JobStatistics' });
export type JobStatistics = z.infer<typeof JobStatistics>;
export type KindStatistics = z.infer<typeof KindStatistics>;
