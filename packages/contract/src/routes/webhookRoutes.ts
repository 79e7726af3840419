import { z } from 'zod';

import {
  NewWebhook,
  Webhook,
  WebhookChanges,
  WebhookList,
  WebhookWithSecret,
} from '../webhooks/webhook.ts';
import { DeliveryPage, WebhookDelivery } from '../webhooks/webhookDelivery.ts';
import { numberParameter } from './numberParameter.ts';
import type { RouteShape } from './routeShape.ts';
import {
  EXAMPLE_DELIVERY,
  EXAMPLE_PING,
  EXAMPLE_SUMMARY,
  EXAMPLE_WEBHOOK,
  EXAMPLE_WITH_SECRET,
} from './webhookExamples.ts';

const SENDING =
  'Messages follow the Standard Webhooks spec: `webhook-id`, `webhook-timestamp` and ' +
  '`webhook-signature`. Only 2xx within 15 seconds is a success; redirects are not followed. What ' +
  'fails is tried again for three days; 410 switches the webhook off, and so do five days without ' +
  'a success.';

const webhooks = { tag: 'Webhooks', scope: 'webhooks:manage' } as const;

const WebhookParams = z.object({ id: z.string().describe('The id of the webhook') });
const DeliveryParams = WebhookParams.extend({
  deliveryId: z.string().describe('The id of the delivery, which is its `webhook-id`'),
});

const oneWebhook = {
  ...webhooks,
  path: '/v1/webhooks/{id}',
  params: WebhookParams,
  errors: ['webhook_not_found'],
} as const;

/** Being told of jobs instead of asking. */
export const WEBHOOK_ROUTES = {
  createWebhook: {
    ...webhooks,
    method: 'post',
    path: '/v1/webhooks',
    summary: 'Have messages sent to an address of yours',
    description: SENDING,
    body: {
      contents: { 'application/json': NewWebhook },
      examples: {
        ends: {
          url: EXAMPLE_WEBHOOK.url,
          events: EXAMPLE_WEBHOOK.events,
          kinds: EXAMPLE_WEBHOOK.kinds,
        },
      },
    },
    answers: {
      201: {
        description: 'The webhook, with its secret this once',
        schema: WebhookWithSecret,
        example: EXAMPLE_WITH_SECRET,
        headers: { Location: 'The address of the webhook' },
      },
    },
    errors: ['quota_exceeded'],
    audit: 'webhook.create',
  },
  listWebhooks: {
    ...webhooks,
    method: 'get',
    path: '/v1/webhooks',
    summary: 'All webhooks, oldest first',
    answers: {
      200: {
        description: 'The webhooks',
        schema: WebhookList,
        example: { webhooks: [EXAMPLE_WEBHOOK] },
      },
    },
  },
  getWebhook: {
    ...oneWebhook,
    method: 'get',
    summary: 'Look at a webhook',
    answers: {
      200: { description: 'The webhook', schema: Webhook, example: EXAMPLE_WEBHOOK },
    },
  },
  changeWebhook: {
    ...oneWebhook,
    method: 'patch',
    summary: 'Change a webhook',
    description:
      'What is left out stays. `enabled: true` switches one on that had failed too long.',
    body: {
      contents: { 'application/json': WebhookChanges },
      examples: { pause: { enabled: false } },
    },
    answers: {
      200: {
        description: 'The webhook as it is now',
        schema: Webhook,
        example: { ...EXAMPLE_WEBHOOK, enabled: false, updatedAt: '2026-02-15T18:45:00.000Z' },
      },
    },
    audit: 'webhook.change',
  },
  deleteWebhook: {
    ...oneWebhook,
    method: 'delete',
    summary: 'Remove a webhook, with the log of its deliveries',
    answers: { 204: { description: 'It is gone' } },
    audit: 'webhook.delete',
  },
  pingWebhook: {
    ...oneWebhook,
    method: 'post',
    path: '/v1/webhooks/{id}/ping',
    summary: 'Send a message now, and see what comes of it',
    description:
      'Sent once, also to a webhook that is switched off. The answer is waited for 5 seconds, not the ' +
      '15 of other messages: of a receiver that takes longer it is `failed`, `no answer within 5 s`.',
    answers: {
      200: { description: 'What came of it', schema: WebhookDelivery, example: EXAMPLE_PING },
    },
    errors: ['webhook_not_found', 'busy', 'shutting_down'],
    audit: 'webhook.ping',
  },
  rotateWebhookSecret: {
    ...oneWebhook,
    method: 'post',
    path: '/v1/webhooks/{id}/rotate-secret',
    summary: 'Take a new secret',
    description: 'For 24 hours messages carry the signature of the former one, too.',
    answers: {
      200: {
        description: 'The webhook, with its new secret this once',
        schema: WebhookWithSecret,
        example: EXAMPLE_WITH_SECRET,
      },
    },
    audit: 'webhook.rotate_secret',
  },
  listDeliveries: {
    ...oneWebhook,
    method: 'get',
    path: '/v1/webhooks/{id}/deliveries',
    summary: 'What was sent and what came of it, newest first',
    description: 'The newest 200 of the last seven days are kept.',
    query: z.strictObject({
      limit: numberParameter(z.int().min(1).max(200).default(50)),
      cursor: z.string().min(1).max(100).optional().describe('`nextCursor` of the page before'),
    }),
    answers: {
      200: {
        description: 'A page of deliveries',
        schema: DeliveryPage,
        example: { deliveries: [EXAMPLE_SUMMARY], nextCursor: EXAMPLE_SUMMARY.id },
      },
    },
    errors: ['webhook_not_found', 'cursor_invalid'],
  },
  getDelivery: {
    ...oneWebhook,
    method: 'get',
    path: '/v1/webhooks/{id}/deliveries/{deliveryId}',
    params: DeliveryParams,
    summary: 'One delivery with all its attempts',
    answers: {
      200: { description: 'The delivery', schema: WebhookDelivery, example: EXAMPLE_DELIVERY },
    },
    errors: ['webhook_not_found', 'delivery_not_found'],
  },
  redeliver: {
    ...oneWebhook,
    method: 'post',
    path: '/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver',
    params: DeliveryParams,
    summary: 'Send a message again, with the same id and body',
    answers: {
      202: {
        description: 'It is on its way',
        schema: WebhookDelivery,
        example: {
          ...EXAMPLE_DELIVERY,
          nextAttemptAt: '2026-02-15T18:30:05.120Z',
          redeliveries: 1,
        },
      },
    },
    errors: ['webhook_not_found', 'delivery_not_found', 'webhook_disabled'],
    audit: 'webhook.redeliver',
  },
} as const satisfies Record<string, RouteShape>;
