import { z } from 'zod';

import { EXAMPLE_JOB } from '../routes/jobExamples.ts';
import {
  type WebhookEvent,
  type WebhookJob,
  WebhookMessage,
  WebhookPing,
  WEBHOOK_EVENTS,
} from './webhookEvent.ts';

/** One message a receiver may get: an entry of `webhooks` in the OpenAPI document. */
export type WebhookDoc = {
  type: WebhookEvent | 'ping';
  summary: string;
  schema: z.ZodType;
  example: unknown;
};

const EXAMPLE_SELF = `/v1/jobs/${EXAMPLE_JOB.id}`;

const SUMMARIES: Record<WebhookEvent, { summary: string; data: Partial<WebhookJob> }> = {
  'job.submitted': { summary: 'A job was accepted', data: { status: 'pending', attempt: 0 } },
  'job.started': { summary: 'A worker has taken the job', data: { status: 'running' } },
  'job.released': {
    summary: 'The job was given back unpunished, or its worker was lost; another goes on',
    data: { status: 'pending' },
  },
  'job.attempt_failed': {
    summary: 'An attempt failed, and the job is tried again',
    data: { status: 'pending', error: { code: 'crashed', message: 'The thread ended' } },
  },
  'job.completed': {
    summary: 'The job has its result',
    data: {
      status: 'completed',
      termination: 'optimal',
      links: { self: EXAMPLE_SELF, result: `${EXAMPLE_SELF}/result` },
    },
  },
  'job.failed': {
    summary: 'The job has failed for good',
    data: { status: 'failed', error: { code: 'out_of_memory', message: 'It needed too much' } },
  },
  'job.cancelled': { summary: 'The job was cancelled', data: { status: 'cancelled' } },
  'job.retried': {
    summary: 'A job that had ended is on its way again, on request',
    data: { status: 'pending', generation: 2 },
  },
};

const EXAMPLE_DATA: WebhookJob = {
  id: EXAMPLE_JOB.id,
  kind: 'portfolio',
  status: 'pending',
  tags: ['sunday'],
  slateId: 'phoenix-2026',
  attempt: 1,
  generation: 1,
  version: 4,
  correlationId: EXAMPLE_JOB.correlationId,
  links: { self: EXAMPLE_SELF },
};
const EXAMPLE_TIME = '2026-02-15T18:30:00.000Z';

/** Every message there is, for the `webhooks` of the OpenAPI document. */
export const WEBHOOK_DOCS: readonly WebhookDoc[] = [
  ...WEBHOOK_EVENTS.map((type) => ({
    type,
    summary: SUMMARIES[type].summary,
    schema: WebhookMessage.extend({ type: z.literal(type) }),
    example: { type, timestamp: EXAMPLE_TIME, data: { ...EXAMPLE_DATA, ...SUMMARIES[type].data } },
  })),
  {
    type: 'ping',
    summary: 'Asked for with `POST /v1/webhooks/{id}/ping`',
    schema: WebhookPing,
    example: { type: 'ping', timestamp: EXAMPLE_TIME, data: { webhookId: 'wh_5b0c' } },
  },
];
