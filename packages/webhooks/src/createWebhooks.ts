import type { Clock } from '@pitwall/runtime';

import { createDispatch } from './createDispatch.ts';
import { createDeliver, type DeliveryOutcome } from './deliver.ts';
import { Destination, type DestinationRules } from './destination.ts';
import { Lanes } from './lanes.ts';
import type { Outbox } from './outbox.ts';
import type { Resolve } from './post.ts';
import { RETRY_DELAYS_MS } from './retrySchedule.ts';
import { SecretBox } from './secretBox.ts';
import { Webhooks, type WebhookStorage } from './webhooks.ts';

const DEFAULT_TUNING = {
  timeoutMs: 15_000,
  /** Deliveries under way at once in this process, in all and to one webhook. */
  concurrency: 32,
  perWebhook: 4,
  retryDelaysMs: RETRY_DELAYS_MS,
};

export type WebhooksOptions = {
  /** For requests: it says at once when it is away. */
  storage: WebhookStorage;
  /** For what is done in the background: it waits until it is back. */
  background: WebhookStorage & { outbox: Outbox };
  clock: Clock;
  rules: DestinationRules;
  secretKey?: Buffer | undefined;
  onError: (error: unknown) => void;
  onOutcome?: (outcome: DeliveryOutcome) => void;
  tuning?: Partial<typeof DEFAULT_TUNING> & { resolve?: Resolve };
};

export type WebhookService = {
  webhooks: Webhooks;
  start: () => Promise<void>;
  /** Takes nothing new, and resolves when what is under way has ended. */
  stop: () => Promise<void>;
  /** Breaks off what is under way, which goes back to the queue. */
  hurry: () => void;
};

/** The webhooks of one process: what tenants can do with them, and what sends the messages. */
export function createWebhooks(options: WebhooksOptions): WebhookService {
  const { storage, background, clock, onError, onOutcome = () => {} } = options;
  const tuning = { ...DEFAULT_TUNING, ...options.tuning };
  const hurrying = new AbortController();
  const sending = {
    clock,
    secrets: new SecretBox(options.secretKey),
    destination: new Destination(options.rules),
    timeoutMs: tuning.timeoutMs,
    hurry: hurrying.signal,
    resolve: tuning.resolve,
  };
  const lanes = new Lanes({ clock, perWebhook: tuning.perWebhook });
  const { retryDelaysMs, concurrency } = tuning;
  const deliver = createDeliver({ ...background, ...sending, lanes, retryDelaysMs, onOutcome });
  const consumer = background.queue.consume(deliver, { concurrency, onError });
  return {
    webhooks: new Webhooks({ ...storage, ...sending, lanes }),
    async start() {
      await consumer.start();
      background.outbox.start(createDispatch({ ...background, clock }));
    },
    async stop() {
      await background.outbox.stop();
      await consumer.stop();
    },
    hurry: () => hurrying.abort(),
  };
}
