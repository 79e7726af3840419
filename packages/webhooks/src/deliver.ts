import type { WebhookDelivery } from '@pitwall/contract';
import type { HandleDelivery, Outcome, QueuedDelivery } from '@pitwall/job-queue';

import { attemptDelivery, type Attempted, type SendingParts } from './attemptDelivery.ts';
import { pendingDelivery } from './delivery.ts';
import type { DeliveryLog } from './deliveryLog.ts';
import type { Lanes } from './lanes.ts';
import { noteHealth } from './noteHealth.ts';
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

async function deliver(
  parts: DeliverParts,
  queued: QueuedDelivery,
  attempt: number,
): Promise<Outcome> {
  const { store, log, onOutcome } = parts;
  const endpoint = await store.find({ tenant: queued.tenant, id: queued.webhookId });
  if (!endpoint) return DONE;
  const known = (await log.find(queued.webhookId, queued.id)) ?? pendingDelivery(queued);
  // It has ended, or it was sent anew on request since, and that round goes its own way.
  if (known.status !== 'pending' || known.redeliveries > queued.round) return DONE;
  if (!endpoint.enabled) {
    const { nextAttemptAt: _, ...rest } = known;
    await log.put({ ...rest, status: 'discarded' });
    onOutcome('discarded');
    return DONE;
  }
  const { outcome, ...attempted } = await attemptDelivery(parts, endpoint, queued);
  if (outcome === 'interrupted') return { type: 'released' };
  onOutcome(outcome);
  await noteHealth(store, endpoint, { outcome, atMs: parts.clock.now() });
  return await settle(parts, { known, outcome, attempted, attempt });
}

type Settling = {
  known: WebhookDelivery;
  outcome: 'delivered' | 'failed' | 'gone';
  attempted: Omit<Attempted, 'outcome'>;
  attempt: number;
};

/** Into the log, and then what the queue is to do. */
async function settle(
  { log, clock, retryDelaysMs }: DeliverParts,
  { known, outcome, attempted: { attempt: entry, retryAfterMs }, attempt }: Settling,
): Promise<Outcome> {
  const { nextAttemptAt: _, ...before } = known;
  const ended: WebhookDelivery = { ...before, attempts: [...known.attempts, entry] };
  if (outcome === 'delivered') {
    await log.put({ ...ended, status: 'delivered' });
    return DONE;
  }
  const reason = entry.error ?? 'failed';
  const delayMs =
    outcome === 'failed' ? retryDelayMs(retryDelaysMs, { attempt, retryAfterMs }) : undefined;
  if (delayMs === undefined) {
    await log.put({ ...ended, status: 'failed' });
    return { type: 'failed', reason };
  }
  const nextAttemptAt = new Date(clock.now() + delayMs).toISOString();
  await log.put({ ...ended, nextAttemptAt });
  return { type: 'failed', reason, againAfterMs: delayMs };
}
