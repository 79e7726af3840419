import type { WebhookJob, WebhookMessage, WebhookPing } from '@pitwall/contract';

import type { JobNews } from './outbox.ts';

/** Keeps a message below the 20 kB of the spec; the record has the whole of it. */
const LONGEST_ERROR = 2_000;

export function messageOf({ event, atMs, job }: JobNews): WebhookMessage {
  const { tenant: _, error, ...facts } = job;
  const self = `/v1/jobs/${job.id}`;
  const data: WebhookJob = {
    ...facts,
    ...(error ? { error: { ...error, message: error.message.slice(0, LONGEST_ERROR) } } : {}),
    links: { self, ...(job.status === 'completed' ? { result: `${self}/result` } : {}) },
  };
  return { type: event, timestamp: new Date(atMs).toISOString(), data };
}

export function pingMessage(webhookId: string, atMs: number): WebhookPing {
  return { type: 'ping', timestamp: new Date(atMs).toISOString(), data: { webhookId } };
}
