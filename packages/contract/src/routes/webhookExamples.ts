import type { DeliverySummary, WebhookDelivery } from '../webhooks/webhookDelivery.ts';
import { WEBHOOK_DOCS } from '../webhooks/webhookDocs.ts';
import { EXAMPLE_JOB } from './jobExamples.ts';

export const EXAMPLE_WEBHOOK = {
  id: 'wh_5b0c6a1f9d3e4c2788a0f1e2d3c4b5a6',
  url: 'https://example.com/hooks/pitwall',
  description: 'Tells the office channel',
  events: ['job.completed', 'job.failed'],
  kinds: ['portfolio'],
  tags: [],
  enabled: true,
  createdAt: '2026-02-15T18:30:00.000Z',
  updatedAt: '2026-02-15T18:30:00.000Z',
};

export const EXAMPLE_WITH_SECRET = {
  ...EXAMPLE_WEBHOOK,
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=',
};

export const EXAMPLE_PING: WebhookDelivery = {
  id: 'msg_aae2b201e13b8540e9d6794db07b658e',
  webhookId: EXAMPLE_WEBHOOK.id,
  type: 'ping',
  status: 'delivered',
  createdAt: '2026-02-15T18:30:00.000Z',
  attempts: [{ at: '2026-02-15T18:30:00.000Z', durationMs: 41, status: 204 }],
  body: `{"type":"ping","timestamp":"2026-02-15T18:30:00.000Z","data":{"webhookId":"${EXAMPLE_WEBHOOK.id}"}}`,
  redeliveries: 0,
};

const EXAMPLE_MESSAGE = WEBHOOK_DOCS.find(({ type }) => type === 'job.completed');

/** Refused once, and to be tried again. */
export const EXAMPLE_DELIVERY: WebhookDelivery = {
  id: 'msg_c6ce31e05245bc75c1f1ea7946ace50b',
  webhookId: EXAMPLE_WEBHOOK.id,
  type: 'job.completed',
  jobId: EXAMPLE_JOB.id,
  status: 'pending',
  createdAt: '2026-02-15T18:30:02.000Z',
  nextAttemptAt: '2026-02-15T18:30:07.439Z',
  attempts: [
    {
      at: '2026-02-15T18:30:02.010Z',
      durationMs: 95,
      status: 502,
      error: 'answered 502: only 2xx is a success',
      response: 'Bad Gateway',
    },
  ],
  body: JSON.stringify(EXAMPLE_MESSAGE?.example),
  redeliveries: 0,
};

const { body: _body, redeliveries: _redeliveries, ...EXAMPLE_FACTS } = EXAMPLE_DELIVERY;

export const EXAMPLE_SUMMARY: DeliverySummary = {
  ...EXAMPLE_FACTS,
  attempts: 1,
  lastStatus: 502,
  lastError: 'answered 502: only 2xx is a success',
};
