import { z } from 'zod';

import { JobView } from '../job.ts';
import { LARGEST_INPUT_BYTES } from '../kinds/jobSizes.ts';
import { Problem } from '../problem.ts';
import {
  BatchSubmission,
  LARGEST_BATCH,
  LARGEST_BATCH_BYTES,
  Submission,
  SubmissionReport,
} from '../submission.ts';
import { EXAMPLE_PENDING_JOB, EXAMPLE_REPORT, EXAMPLE_SUBMISSION } from './jobExamples.ts';
import { prefer, WAITED_HEADER } from './preferWait.ts';
import type { RouteShape } from './routeShape.ts';

const ACCEPTED_HEADERS = {
  Location: 'The address of the job',
  'Retry-After': 'While it has not ended: when to look at it again, in seconds',
};

export const IdempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .describe('The same request with the same key makes no second job for 24 hours'),
});

const SubmitHeaders = IdempotencyHeaders.extend({ prefer });

/** All of a submission but its input. */
const REST_OF_BODY_BYTES = 100_000;

const NO_ROOM = ['quota_exceeded', 'backlog_full', 'busy'] as const;

const IDEMPOTENT_REPLAYED = '`true` where the same request had made its jobs before';

const BatchResults = z
  .object({
    results: z
      .array(
        z.union([
          z.object({ status: z.literal(202), job: JobView }),
          z.object({ status: z.int(), problem: Problem }),
        ]),
      )
      .describe('One for each job of the batch, in its order'),
  })
  .meta({ id: 'BatchResults' });

const BatchJobs = z.object({ jobs: z.array(JobView) }).meta({ id: 'BatchJobs' });

/** Submitting jobs. */
export const SUBMIT_ROUTES = {
  submitJob: {
    method: 'post',
    path: '/v1/jobs',
    tag: 'Jobs',
    summary: 'Submit a job',
    scope: 'jobs:write',
    submits: 'one',
    headers: SubmitHeaders,
    query: z.strictObject({
      validateOnly: z
        .stringbool()
        .default(false)
        .describe('Says what would be accepted, or why not, and creates nothing'),
    }),
    body: {
      contents: { 'application/json': Submission },
      // Together with what its kind takes, which is known once the name of that has been read.
      isParsedByRoute: true,
      limitBytes: LARGEST_INPUT_BYTES + REST_OF_BODY_BYTES,
      examples: { portfolio: EXAMPLE_SUBMISSION },
    },
    answers: {
      200: {
        description: 'What would be accepted',
        schema: SubmissionReport,
        example: EXAMPLE_REPORT,
      },
      202: {
        description: 'Accepted, and kept',
        schema: JobView,
        example: EXAMPLE_PENDING_JOB,
        headers: {
          ...ACCEPTED_HEADERS,
          ...WAITED_HEADER,
          'Idempotent-Replayed': IDEMPOTENT_REPLAYED,
        },
      },
    },
    errors: [
      'idempotency_key_reused',
      'job_expired',
      'payload_too_large',
      'invalid_slate_file',
      ...NO_ROOM,
    ],
  },
  submitBatch: {
    method: 'post',
    path: '/v1/jobs/batch',
    tag: 'Jobs',
    summary: `Submit up to ${LARGEST_BATCH} jobs at once`,
    description:
      'Each is accepted or refused by itself, and answered in its place with what `POST /v1/jobs` ' +
      'would have answered; or, with `atomic`, all of them or none. An `Idempotency-Key` is that of ' +
      'the whole batch: sent again, it makes no job twice. Jobs that were refused are tried again.',
    scope: 'jobs:write',
    submits: 'many',
    headers: IdempotencyHeaders,
    query: z.strictObject({
      atomic: z.stringbool().default(false).describe('All of them, or none'),
    }),
    body: {
      contents: { 'application/json': BatchSubmission },
      limitBytes: LARGEST_BATCH_BYTES,
      examples: { two: { jobs: [EXAMPLE_SUBMISSION, EXAMPLE_SUBMISSION] } },
    },
    answers: {
      200: {
        description: 'What became of each',
        schema: BatchResults,
        example: { results: [{ status: 202, job: EXAMPLE_PENDING_JOB }] },
        headers: { 'Idempotent-Replayed': IDEMPOTENT_REPLAYED },
      },
      202: {
        description: 'All accepted, and kept (`atomic`)',
        schema: BatchJobs,
        example: { jobs: [EXAMPLE_PENDING_JOB] },
        headers: { 'Idempotent-Replayed': IDEMPOTENT_REPLAYED },
      },
    },
    errors: ['batch_rejected', 'idempotency_key_reused', 'job_expired', ...NO_ROOM],
  },
} as const satisfies Record<string, RouteShape>;
