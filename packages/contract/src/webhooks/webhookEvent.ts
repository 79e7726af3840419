import { z } from 'zod';

import { JOB_STATUSES, JobError } from '../job.ts';
import { TERMINATIONS } from '../termination.ts';

export const WEBHOOK_EVENTS = [
  'job.submitted',
  'job.started',
  'job.released',
  'job.attempt_failed',
  'job.completed',
  'job.failed',
  'job.cancelled',
  'job.retried',
] as const;
export const WebhookEvent = z.enum(WEBHOOK_EVENTS);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** By the event of a record. What is missing here, such as progress, is sent to no webhook. */
const EVENT_OF_CHANGE: Readonly<Record<string, WebhookEvent>> = {
  submitted: 'job.submitted',
  started: 'job.started',
  released: 'job.released',
  lost: 'job.released',
  attempt_failed: 'job.attempt_failed',
  completed: 'job.completed',
  failed: 'job.failed',
  cancelled: 'job.cancelled',
  retried: 'job.retried',
};

/** What a webhook is sent for a change of a record, if anything. */
export function webhookEventOf(changeEvent: string): WebhookEvent | undefined {
  return Object.hasOwn(EVENT_OF_CHANGE, changeEvent) ? EVENT_OF_CHANGE[changeEvent] : undefined;
}

const WebhookJob = z
  .object({
    id: z.string(),
    kind: z.string(),
    status: z.enum(JOB_STATUSES),
    name: z.string().optional(),
    tags: z.array(z.string()),
    slateId: z.string().optional(),
    termination: z.enum(TERMINATIONS).optional(),
    error: JobError.optional(),
    attempt: z.int(),
    generation: z.int(),
    version: z.int().describe('Of the record: a message with a lower one is older news'),
    correlationId: z.string(),
    links: z.object({
      self: z.string().describe('Where the job is, on this service'),
      result: z.string().optional(),
    }),
  })
  .meta({ id: 'WebhookJob', description: 'The job as it was when this happened' });
export type WebhookJob = z.infer<typeof WebhookJob>;

/** What is sent, as in the Standard Webhooks spec: thin, and always below 20 kB. */
export const WebhookMessage = z
  .object({
    type: WebhookEvent,
    timestamp: z.iso.datetime().describe('When it happened'),
    data: WebhookJob,
  })
  .meta({ id: 'WebhookMessage' });
export type WebhookMessage = z.infer<typeof WebhookMessage>;

/** Sent by `POST /v1/webhooks/{id}/ping`. */
export const WebhookPing = z
  .object({
    type: z.literal('ping'),
    timestamp: z.iso.datetime(),
    data: z.object({ webhookId: z.string() }),
  })
  .meta({ id: 'WebhookPing' });
export type WebhookPing = z.infer<typeof WebhookPing>;
