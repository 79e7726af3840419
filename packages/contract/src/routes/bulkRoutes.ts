import { z } from 'zod';

import type { RouteShape } from './routeShape.ts';

const BULK_AT_MOST = 1_000;

function wishOf<Status extends string>(statuses: readonly [Status, ...Status[]]) {
  return {
    filter: z
      .strictObject({
        status: z.enum(statuses).optional().describe('Any of these where not said'),
        kind: z.string().min(1).max(64).optional(),
        slateId: z.string().min(1).max(100).optional(),
        tag: z.string().min(1).max(64).optional(),
        createdAfter: z.iso.datetime().optional().describe('Or at that very moment'),
        createdBefore: z.iso.datetime().optional(),
        tenant: z.string().min(1).max(64).optional().describe('Another than one’s own: for admins'),
      })
      .default({})
      .describe('All that is said must hold'),
    all: z.boolean().default(false).describe('Instead of a filter'),
    dryRun: z.boolean().default(false).describe('Only say what would be done'),
    limit: z.int().min(1).max(BULK_AT_MOST).default(BULK_AT_MOST),
  };
}

const CancelWish = z.strictObject(wishOf(['pending', 'running']));
const RetryWish = z.strictObject({
  ...wishOf(['failed', 'cancelled']),
  fromStart: z.boolean().default(false).describe('Not from their checkpoints'),
});

const BulkAnswer = z
  .object({
    matched: z.int().describe('Jobs the filter found, up to the limit'),
    done: z.int().describe('To how many of them it was done, or would be in a dry run'),
    skipped: z.array(
      z.object({
        id: z.string(),
        reason: z.string().describe('The code of the failure, or `already_ended`'),
      }),
    ),
    more: z.boolean().describe('The filter finds more: ask again while something is done'),
    dryRun: z.boolean(),
  })
  .meta({ id: 'BulkAnswer' });

const bulk = {
  method: 'post',
  tag: 'Steering',
  description: `Newest first, up to ${BULK_AT_MOST} a call. What fails for one job skips that job.`,
  answers: {
    200: {
      description: 'What was done',
      schema: BulkAnswer,
      example: {
        matched: 3,
        done: 2,
        skipped: [{ id: '01KHH92420FPQ1DFDX6VP93W99', reason: 'job_expired' }],
        more: false,
        dryRun: false,
      },
    },
  },
  errors: ['forbidden'],
} as const;

/** What can be done to many jobs at once. */
export const BULK_ROUTES = {
  bulkCancel: {
    ...bulk,
    path: '/v1/jobs/bulk-cancel',
    summary: 'Cancel all jobs that a filter finds',
    scope: 'jobs:cancel',
    body: {
      contents: { 'application/json': CancelWish },
      examples: { tag: { filter: { tag: 'sunday' }, dryRun: true } },
    },
    audit: 'jobs.bulk-cancel',
  },
  bulkRetry: {
    ...bulk,
    path: '/v1/jobs/bulk-retry',
    summary: 'Try all failed or cancelled jobs again that a filter finds',
    description: `${bulk.description} So are those skipped that a submit would be refused for: \`quota_exceeded\`, \`backlog_full\`, \`rate_limited\`.`,
    scope: 'jobs:write',
    submits: 'found',
    body: {
      contents: { 'application/json': RetryWish },
      examples: { failed: { filter: { status: 'failed', kind: 'portfolio' } } },
    },
    errors: [...bulk.errors, 'quota_exceeded'],
    audit: 'jobs.bulk-retry',
  },
} as const satisfies Record<string, RouteShape>;
