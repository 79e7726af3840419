import { z } from 'zod';

import { JobStatistics, type KindStatistics, STATS_WINDOWS } from '../jobStatistics.ts';
import { TenantParameter } from './jobFilter.ts';
import { numberParameter } from './numberParameter.ts';
import type { RouteShape } from './routeShape.ts';

const FINISHED = ['completed', 'failed', 'cancelled'] as const;

const timestamp = z.iso.datetime({ offset: true });

const StatsQuery = z.strictObject({
  window: z.enum(STATS_WINDOWS).optional().describe('Until now; `24h` where nothing is said'),
  from: timestamp.optional().describe('Instead of `window`; at most 31 days ago'),
  to: timestamp.optional().describe('With `from`; now where not said'),
  tenant: TenantParameter,
});

const CleanUpQuery = z.strictObject({
  status: z
    .preprocess((value) => [value].flat(), z.array(z.enum(FINISHED)).min(1).max(3))
    .describe('Any of these; only jobs that have ended can be deleted'),
  olderThanHours: numberParameter(z.number().min(0).max(87_600)).describe(
    'Since their end, not since they were submitted',
  ),
  kind: z.string().min(1).max(64).optional(),
  tenant: TenantParameter,
  limit: numberParameter(z.int().min(1).max(10_000).default(1_000)).describe('How many at most'),
  dryRun: z.stringbool().default(false).describe('Only count them'),
});

const EXAMPLE_ENDS = { submitted: 40, completed: 36, failed: 1, cancelled: 0 };

const EXAMPLE_KIND_STATISTICS: KindStatistics = {
  ...EXAMPLE_ENDS,
  successRate: 0.973,
  waitingSeconds: { count: 40, p50: 0.26, p90: 0.93, p99: 1.61 },
  solveSeconds: { count: 36, p50: 8.1, p90: 14.1, p99: 20.3 },
  storedBytes: { average: 14_210, p95: 18_000 },
};

const EXAMPLE_COUNTS = { pending: 2, running: 1, completed: 36, failed: 1, cancelled: 0 };

const EXAMPLE_STATISTICS: JobStatistics = {
  from: '2026-02-15T18:00:00.000Z',
  to: '2026-02-15T18:42:10.125Z',
  now: {
    byStatus: EXAMPLE_COUNTS,
    byKind: { portfolio: EXAMPLE_COUNTS },
    oldestPendingSeconds: 4.2,
  },
  total: EXAMPLE_KIND_STATISTICS,
  kinds: { portfolio: EXAMPLE_KIND_STATISTICS },
  hours: [{ hour: '2026-02-15T18:00:00.000Z', ...EXAMPLE_ENDS }],
  store: { usedBytes: 3_083_264 },
};

const CleanedUp = z
  .object({
    deleted: z.int().describe('With `dryRun`: how many would be'),
    more: z.boolean().describe('There may be others: ask again'),
    dryRun: z.boolean(),
  })
  .meta({ id: 'CleanedUp' });

/** All jobs together: what they add up to, and what becomes of the old ones. */
export const FINDING_ROUTES = {
  getStats: {
    method: 'get',
    path: '/v1/stats',
    tag: 'Jobs',
    summary: 'What all jobs add up to',
    description:
      'Of whole hours: the answer says which. Kept for 31 days, also when the jobs themselves are gone. Percentiles are off by at most a tenth.',
    scope: 'jobs:read',
    query: StatsQuery,
    answers: {
      200: { description: 'The statistics', schema: JobStatistics, example: EXAMPLE_STATISTICS },
    },
    errors: ['forbidden'],
  },
  cleanUpJobs: {
    method: 'delete',
    path: '/v1/jobs',
    tag: 'Jobs',
    summary: 'Delete jobs that ended long enough ago',
    scope: 'admin:jobs',
    query: CleanUpQuery,
    answers: {
      200: {
        description: 'What was deleted',
        schema: CleanedUp,
        example: { deleted: 36, more: false, dryRun: false },
      },
    },
    audit: 'jobs.clean_up',
  },
  metrics: {
    method: 'get',
    path: '/metrics',
    tag: 'Service',
    summary: 'What this process and the whole service do, for Prometheus',
    scope: 'admin:queues',
    answers: {
      200: { description: 'The metrics', schema: z.string(), contentType: 'text/plain' },
    },
  },
} as const satisfies Record<string, RouteShape>;
