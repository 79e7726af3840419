import type { DeliveryAttempt, WebhookDelivery } from '@pitwall/contract';
import type { HandleDelivery, QueuedDelivery } from '@pitwall/job-queue';

import { attemptDelivery, type Attempted, type SendingParts } from './attemptDelivery.ts';
import type { DeliveryLog } from './deliveryLog.ts';
import { pendingDelivery } from './delivery.ts';
import type { Endpoint, EndpointPlace } from './endpoint.ts';
import { type Health, noteHealth } from './noteHealth.ts';
import type { Lanes } from './lanes.ts';
import { retryDelayMs } from './retrySchedule.ts';
import type { WebhookStore } from './webhookStore.ts';

/** How one attempt ended, for a counter. */
export type DeliveryOutcome = 'delivered' | 'failed' | 'gone' | 'discarded';

export type DeliverParts = SendingParts & {
  store: WebhookStore;
  log: DeliveryLog;
  lanes: Lanes;
  retryDelaysMs: readonly number[];
  onOutcome: (outcome: DeliveryOutcome) => void;
};

const DONE = { type: 'done' } as const;

/** One attempt at a delivery that is due, and what is to become of it then. */
export function createDeliver(parts: DeliverParts): HandleDelivery {
  return async (queued, attempt) => {
    const againAfterMs = parts.lanes.enter(queued.webhookId);
    if (againAfterMs !== undefined) return { type: 'released', againAfterMs };
    try {
      return await deliver(parts, queued, attempt);
    } finally {
      parts.lanes.leave(queued.webhookId);
    }
  };
}

async function deliver(parts: DeliverParts, queued: QueuedDelivery, attempt: number) {
  const { store, log, onOutcome } = parts;
  const place: EndpointPlace = { tenant: queued.tenant, id: queued.webhookId };
  const endpoint = await store.find(place);
  if (!endpoint) return DONE;
  const known = (await log.find(queued.webhookId, queued.id)) ?? pendingDelivery(queued);
  // Sent anew on request since: that round goes its own way.
  if (known.redeliveries > queued.round) return DONE;
  if (!endpoint.enabled) {
    await log.put({ ...withoutNextAttempt(known), status: 'discarded' });
    onOutcome('discarded');
    return DONE;
  }
  const attempted = await attemptDelivery(parts, endpoint, queued);
  if (attempted.outcome === 'interrupted') return { type: 'released' } as const;
  onOutcome(attempted.outcome);
  return await settle(parts, { endpoint, known, attempted, attempt });
}

type Settling = {
  endpoint: Endpoint;
  known: WebhookDelivery;
  attempted: Attempted & { outcome: Health };
  attempt: number;
};

async function settle(parts: DeliverParts, { endpoint, known, attempted, attempt }: Settling) {
  const { log, store, clock } = parts;
  const { outcome, retryAfterMs } = attempted;
  const delayMs =
    outcome === 'failed'
      ? retryDelayMs(parts.retryDelaysMs, { attempt, retryAfterMs })
      : undefined;
  await log.put({
    ...withAttempt(known, attempted.attempt),
    ...(outcome === 'delivered' ? { status: 'delivered' } : {}),
    ...(outcome !== 'delivered' && delayMs === undefined ? { status: 'failed' } : {}),
    ...(delayMs === undefined
      ? {}
      : { nextAttemptAt: new Date(clock.now() + delayMs).toISOString() }),
  });
  await noteHealth(store, endpoint, { health: outcome, atMs: clock.now() });
  if (outcome === 'delivered') return DONE;
  const reason = attempted.attempt.error ?? 'failed';
  return delayMs === undefined
    ? ({ type: 'failed', reason } as const)
    : ({ type: 'failed', reason, againAfterMs: delayMs } as const);
}

function withAttempt(known: WebhookDelivery, attempt: DeliveryAttempt): WebhookDelivery {
  return { ...withoutNextAttempt(known), attempts: [...known.attempts, attempt] };
}

function withoutNextAttempt({ nextAttemptAt: _, ...known }: WebhookDelivery): WebhookDelivery {
  return known;
}
