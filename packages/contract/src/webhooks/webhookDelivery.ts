import { z } from 'zod';

import { WebhookEvent } from './webhookEvent.ts';

const timestamp = z.iso.datetime();

export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed', 'discarded'] as const;

export const DeliveryAttempt = z
  .object({
    at: timestamp,
    durationMs: z.number(),
    status: z.int().optional().describe('The HTTP status of the answer, if there was one'),
    error: z.string().optional().describe('Why it counts as failed'),
    response: z.string().optional().describe('How the body of the answer begins'),
  })
  .meta({ id: 'DeliveryAttempt' });
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

const common = {
  id: z.string().describe('The `webhook-id` of the message, the same on every attempt'),
  webhookId: z.string(),
  type: z.union([WebhookEvent, z.literal('ping')]),
  jobId: z.string().optional(),
  status: z
    .enum(DELIVERY_STATUSES)
    .describe('`discarded`: the webhook was switched off before it could be delivered'),
  createdAt: timestamp,
  nextAttemptAt: timestamp.optional(),
};

export const DeliverySummary = z
  .object({
    ...common,
    attempts: z.int(),
    lastStatus: z.int().optional(),
    lastError: z.string().optional(),
  })
  .meta({ id: 'WebhookDeliverySummary' });
export type DeliverySummary = z.infer<typeof DeliverySummary>;

/** One message to one webhook, and what became of it. */
export const WebhookDelivery = z
  .object({
    ...common,
    attempts: z.array(DeliveryAttempt),
    body: z.string().describe('What is sent, byte for byte'),
    redeliveries: z.int().describe('How often it was sent anew on request'),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

export const DeliveryPage = z.object({
  deliveries: z.array(DeliverySummary).describe('Newest first'),
  nextCursor: z.string().optional().describe('Absent at the end'),
});
export type DeliveryPage = z.infer<typeof DeliveryPage>;
