import { createHash, randomBytes } from 'node:crypto';

import type { DeliverySummary, WebhookDelivery } from '@pitwall/contract';
import type { QueuedDelivery } from '@pitwall/job-queue';

/** The same for the same news and webhook, so that neither is delivered twice. No id holds a dot. */
export function deliveryId(newsId: string, webhookId: string): string {
  const hash = createHash('sha256').update(`${newsId} ${webhookId}`).digest('hex');
  return `msg_${hash.slice(0, 32)}`;
}

export function randomId(prefix: 'wh' | 'msg'): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`;
}

/** As it is in the log before anything has become of it. */
export function pendingDelivery(queued: QueuedDelivery): WebhookDelivery {
  const { id, webhookId, type, jobId, body, createdAtMs, round } = queued;
  return {
    id,
    webhookId,
    type: type as WebhookDelivery['type'],
    ...(jobId === undefined ? {} : { jobId }),
    status: 'pending',
    createdAt: new Date(createdAtMs).toISOString(),
    attempts: [],
    body,
    redeliveries: round,
  };
}

export function summaryOf(delivery: WebhookDelivery): DeliverySummary {
  const { attempts, body: _, redeliveries: __, ...facts } = delivery;
  const last = attempts.at(-1);
  return {
    ...facts,
    attempts: attempts.length,
    ...(last?.status === undefined ? {} : { lastStatus: last.status }),
    ...(last?.error === undefined ? {} : { lastError: last.error }),
  };
}
