import { z } from 'zod';

import { JobStatistics, STATS_WINDOWS } from '../jobStatistics.ts';
import { TenantParameter } from './jobFilter.ts';
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
  olderThanHours: z.coerce
    .number()
    .min(0)
    .max(87_600)
    .describe('Since their end, not since they were submitted'),
  kind: z.string().min(1).max(64).optional(),
  tenant: TenantParameter,
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000).describe('How many at most'),
  dryRun: z.stringbool().default(false).describe('Only count them'),
});

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
    answers: { 200: { description: 'The statistics', schema: JobStatistics } },
    errors: ['forbidden'],
  },
  cleanUpJobs: {
    method: 'delete',
    path: '/v1/jobs',
    tag: 'Jobs',
    summary: 'Delete jobs that ended long enough ago',
    scope: 'admin:jobs',
    query: CleanUpQuery,
    answers: { 200: { description: 'What was deleted', schema: CleanedUp } },
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
