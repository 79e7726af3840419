import { z } from 'zod';

import { PRIORITIES } from './job.ts';

/** How far ahead a job may be submitted, and how long it may be left waiting for its first start. */
export const LONGEST_DELAY_DAYS = 30;
const LONGEST_DELAY_SECONDS = LONGEST_DELAY_DAYS * 86_400;

/** The body of `POST /v1/jobs`. The kind's own schema parses `input`. */
export const Submission = z
  .strictObject({
    kind: z.string().min(1).max(64),
    input: z.unknown().describe('What it looks like is up to the kind'),
    name: z.string().min(1).max(200).optional(),
    priority: z.enum(PRIORITIES).default('normal'),
    timeLimitSeconds: z
      .number()
      .positive()
      .optional()
      .describe('Of one attempt; the kind has a default and a maximum'),
    tags: z.array(z.string().min(1).max(64)).max(20).default([]),
    delaySeconds: z
      .number()
      .min(0)
      .max(LONGEST_DELAY_SECONDS)
      .optional()
      .describe('It is not started before so many seconds have passed. Not together with `runAt`'),
    runAt: z.iso
      .datetime({ offset: true })
      .optional()
      .describe(
        `It is not started before; at most ${LONGEST_DELAY_DAYS} days ahead. A time in the past is now`,
      ),
    queueTtlSeconds: z
      .number()
      .min(1)
      .max(LONGEST_DELAY_SECONDS)
      .optional()
      .describe(
        'If no worker has started it for the first time by then, counted from its submission or, if ' +
          'that is later, from `runAt`, it fails with `not_started_in_time`. Once started it is not ' +
          'subject to this any more: not when it is released, tried again or retried',
      ),
    onBusy: z
      .enum(['queue', 'reject'])
      .default('queue')
      .describe('`reject`: it is refused with 429 `busy` if it could not be started at once'),
  })
  .meta({ id: 'Submission' });
export type Submission = z.input<typeof Submission>;

/** The most jobs of one batch, and how many bytes they may have in all. */
export const LARGEST_BATCH = 1_000;
export const LARGEST_BATCH_BYTES = 20_000_000;

/** Described as a submission, by the id of that, but parsed later: a wrong one spoils no other. */
const BatchItem = z.unknown().meta({
  $ref: '#/$defs/Submission',
  description: 'One that does not fit is refused in its place',
});

/** The body of `POST /v1/jobs/batch`. Each of its jobs is parsed by itself. */
export const BatchSubmission = z
  .strictObject({ jobs: z.array(BatchItem).min(1).max(LARGEST_BATCH) })
  .meta({ id: 'BatchSubmission' });
export type BatchSubmission = { jobs: Submission[] };

/** What would be accepted, as `POST /v1/jobs?validateOnly=true` tells it. */
export const SubmissionReport = z
  .object({
    submission: Submission.extend({
      timeLimitSeconds: z.number(),
      startBy: z.iso.datetime().optional(),
    }).describe('With what was left out filled in, and `delaySeconds` as `runAt`'),
    bytes: z.int().describe('Of the input as JSON'),
    warnings: z.array(z.string()).describe('What is allowed, and may not be meant so'),
  })
  .meta({ id: 'SubmissionReport' });
export type SubmissionReport = z.output<typeof SubmissionReport>;
