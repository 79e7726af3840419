import { z } from 'zod';

import { JobView, PRIORITIES } from '../job.ts';
import { driverId } from '../kinds/driver.ts';
import { Submission } from '../submission.ts';
import { EXAMPLE_CANCELLED_JOB, EXAMPLE_JOB, EXAMPLE_PENDING_JOB } from './jobExamples.ts';
import { JobParams } from './jobRoutes.ts';
import type { RouteShape } from './routeShape.ts';
import { IdempotencyHeaders } from './submitRoutes.ts';

const RetryWish = z.strictObject({
  fromStart: z.boolean().default(false).describe('Not from its checkpoint'),
});

const { name, priority, tags } = Submission.shape;

const DriverPatches = z
  .record(driverId, z.record(z.string(), z.unknown()))
  .describe(
    'Late news, by the id of the driver: a JSON merge patch on him, such as `{"exclude": true}`. For kinds ' +
      'whose input has `drivers`; comes after `input`. The lineups of a portfolio for tail or roi become the ' +
      '`start` of the new one',
  );

const CloneWish = z.strictObject({
  overrides: Submission.omit({ kind: true })
    .extend({
      input: z
        .unknown()
        .optional()
        .describe('A JSON merge patch (RFC 7396) on the input, which has every default filled in'),
      priority: priority.unwrap().optional(),
      tags: tags.unwrap().optional(),
      drivers: DriverPatches.optional(),
    })
    .prefault({})
    .describe('What is to be different; all else is as in the job it is a clone of'),
});

/** RFC 7396: what is not named stays, null takes away. */
const JobPatch = z
  .strictObject({
    name: name.nullable(),
    priority: z.enum(PRIORITIES).nullish().describe('Until it has ended; null: `normal`'),
    tags: tags.unwrap().nullish().describe('Instead of those it has'),
  })
  .meta({ id: 'JobPatch' });

const steering = { tag: 'Steering', params: JobParams } as const;

/** What can be done to a job that is there. Each may be asked for twice. */
export const STEERING_ROUTES = {
  cancelJob: {
    ...steering,
    method: 'post',
    path: '/v1/jobs/{id}/cancel',
    summary: 'End a job at once and discard what it has',
    scope: 'jobs:cancel',
    answers: {
      200: {
        description: 'The job as it then is: one that had ended stays so',
        schema: JobView,
        example: EXAMPLE_CANCELLED_JOB,
      },
    },
    errors: ['job_not_found'],
    audit: 'job.cancel',
  },
  stopJob: {
    ...steering,
    method: 'post',
    path: '/v1/jobs/{id}/stop',
    summary: 'Finish a running job now and keep the best it has',
    description:
      'It ends `completed` with termination `user_stop`: a portfolio also with no lineup, a kind of ' +
      'one’s own with nothing found `failed` (`stopped_without_result`). The request lasts: ' +
      'whichever worker runs the job next honours it. A job that does not hear runs on; cancel it.',
    scope: 'jobs:cancel',
    answers: {
      200: {
        description: 'It had ended: the job as it is',
        schema: JobView,
        example: EXAMPLE_CANCELLED_JOB,
      },
      202: {
        description: 'Asked to finish, now or before',
        schema: JobView,
        example: { ...EXAMPLE_JOB, stopRequestedAt: '2026-02-15T18:30:01.250Z' },
      },
    },
    errors: ['job_not_found', 'job_not_running'],
    audit: 'job.stop',
  },
  cloneJob: {
    ...steering,
    method: 'post',
    path: '/v1/jobs/{id}/clone',
    summary: 'Submit a new job like this one, with changes',
    description: 'The new job is of the tenant that asks, and names the old one as `clonedFrom`.',
    scope: 'jobs:write',
    headers: IdempotencyHeaders,
    body: {
      contents: { 'application/json': CloneWish },
      isOptional: true,
      examples: {
        moreLineups: { overrides: { name: 'Sunday, again', input: { lineups: 20 } } },
        lateNews: { overrides: { drivers: { 101: { projection: 41.5 }, 107: { exclude: true } } } },
      },
    },
    answers: {
      202: {
        description: 'Accepted, and kept',
        schema: JobView,
        example: { ...EXAMPLE_PENDING_JOB, clonedFrom: '01KHH90F1WQ6C4X0B7D8S2N3M5' },
        headers: {
          Location: 'The address of the new job',
          'Idempotent-Replayed': '`true` where the same request had made this job before',
        },
      },
    },
    errors: [
      'job_not_found',
      'job_expired',
      'invalid_slate_file',
      'idempotency_key_reused',
      'quota_exceeded',
      'backlog_full',
      'busy',
    ],
    submits: 'one',
    audit: 'job.clone',
  },
  editJob: {
    ...steering,
    method: 'patch',
    path: '/v1/jobs/{id}',
    summary: 'Change name, tags or priority',
    description: 'What changes nothing makes no new version.',
    scope: 'jobs:write',
    headers: z.object({
      'if-match': z.string().optional().describe('The version it is to have, as its ETag: `"v17"`'),
    }),
    body: {
      contents: { 'application/merge-patch+json': JobPatch, 'application/json': JobPatch },
      examples: { urgent: { priority: 'urgent', tags: ['sunday', 'main'] } },
    },
    answers: {
      200: {
        description: 'The job as it then is',
        schema: JobView,
        example: { ...EXAMPLE_JOB, priority: 'urgent', tags: ['sunday', 'main'] },
        headers: { ETag: 'Its version' },
      },
    },
    errors: ['job_not_found', 'job_not_editable', 'precondition_failed'],
    audit: 'job.edit',
  },
  deleteJob: {
    ...steering,
    method: 'delete',
    path: '/v1/jobs/{id}',
    summary: 'Delete a job that has ended, with all its data',
    scope: 'jobs:cancel',
    query: z.strictObject({
      cancel: z.stringbool().default(false).describe('If it has not ended, cancel it first'),
    }),
    answers: { 204: { description: 'Nothing of it is left' } },
    errors: ['job_not_found', 'job_running'],
    audit: 'job.delete',
  },
  retryJob: {
    ...steering,
    method: 'post',
    path: '/v1/jobs/{id}/retry',
    summary: 'Try a failed or cancelled job again, from its checkpoint',
    scope: 'jobs:write',
    submits: 'one',
    body: {
      contents: { 'application/json': RetryWish },
      isOptional: true,
      examples: { anew: { fromStart: true } },
    },
    answers: {
      202: {
        description: 'On its way again',
        schema: JobView,
        example: { ...EXAMPLE_PENDING_JOB, starts: 1, generation: 2, fence: 2_000_000, version: 5 },
        headers: { Location: 'The address of the job' },
      },
    },
    errors: ['job_not_found', 'job_not_retryable', 'job_expired', 'quota_exceeded', 'backlog_full'],
    audit: 'job.retry',
  },
} as const satisfies Record<string, RouteShape>;
