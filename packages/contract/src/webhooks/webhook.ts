import { z } from 'zod';

import { WebhookEvent } from './webhookEvent.ts';

const timestamp = z.iso.datetime();

const url = z
  .string()
  .max(2_000)
  .describe('Where messages are sent by POST: https, without user name and password');
const description = z.string().max(500);
const events = z.array(WebhookEvent).max(20).describe('Only these events; empty: all of them');
const kinds = z
  .array(z.string().min(1).max(64))
  .max(20)
  .describe('Only jobs of these kinds; empty: of all');
const tags = z
  .array(z.string().min(1).max(64))
  .max(20)
  .describe('Only jobs with one of these tags; empty: all jobs');
const enabled = z.boolean();

export const DISABLED_REASONS = ['gone', 'failing'] as const;

/** A webhook as its tenant sees it. */
export const Webhook = z
  .object({
    id: z.string(),
    url,
    description: description.optional(),
    events,
    kinds,
    tags,
    enabled,
    disabledReason: z
      .enum(DISABLED_REASONS)
      .optional()
      .describe('Why we switched it off: it answered 410, or failed for five days'),
    failingSince: timestamp
      .optional()
      .describe('Every delivery since has failed; five days of that switch it off'),
    previousSecretValidUntil: timestamp
      .optional()
      .describe('Until then messages are signed with the secret before, too'),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;

/** The body of `POST /v1/webhooks`. */
export const NewWebhook = z
  .strictObject({
    url,
    description: description.optional(),
    events: events.default([]),
    kinds: kinds.default([]),
    tags: tags.default([]),
    enabled: enabled.default(true),
  })
  .meta({ id: 'NewWebhook' });
export type NewWebhook = z.output<typeof NewWebhook>;

/** The body of `PATCH /v1/webhooks/{id}`: what is left out stays as it is. */
export const WebhookChanges = z
  .strictObject({
    url,
    description: description.nullable().describe('null takes it away'),
    events,
    kinds,
    tags,
    enabled: enabled.describe('true also forgets that it has failed'),
  })
  .partial()
  .meta({ id: 'WebhookChanges' });
export type WebhookChanges = z.output<typeof WebhookChanges>;

export const WebhookWithSecret = Webhook.extend({
  secret: z.string().describe('Signs every message; shown this once'),
}).meta({ id: 'WebhookWithSecret' });
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

export const WebhookList = z.object({ webhooks: z.array(Webhook) });
