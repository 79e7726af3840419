import { type Clock, withTimeLimit } from '@pitwall/runtime';

import { createDispatch } from './createDispatch.ts';
import { createDeliver, type DeliveryOutcome } from './deliver.ts';
import { Destination, type DestinationRules } from './destination.ts';
import { Lanes } from './lanes.ts';
import type { Resolve } from './post.ts';
import { RETRY_DELAYS_MS } from './retrySchedule.ts';
import { SecretBox } from './secretBox.ts';
import type { WebhookBackend } from './webhookBackend.ts';
import { Webhooks } from './webhooks.ts';

const STOP_PATIENCE_MS = 5_000;
const STOP_WITHIN_MS = 7_000;

const DEFAULT_TUNING = {
  timeoutMs: 15_000,
  /** Of a ping, with which a request waits, and often a person. */
  pingTimeoutMs: 5_000,
  /** Deliveries under way at once in this process, in all and to one webhook. */
  concurrency: 32,
  perWebhook: 4,
  retryDelaysMs: RETRY_DELAYS_MS,
};

export type WebhooksOptions = Omit<WebhookBackend, 'close'> & {
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
  /** Takes nothing new. What is under way may end within seconds, and goes back to the queue then. */
  stop: () => Promise<void>;
  /** Breaks off at once what is under way. */
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
  const { retryDelaysMs, concurrency, pingTimeoutMs } = tuning;
  const deliver = createDeliver({ ...background, ...sending, lanes, retryDelaysMs, onOutcome });
  const consumer = background.queue.consume(deliver, { concurrency, onError });
  return {
    webhooks: new Webhooks({ ...storage, ...sending, lanes, pingTimeoutMs }),
    async start() {
      await consumer.start();
      background.outbox.start(createDispatch({ ...background, clock }));
    },
    async stop() {
      const patience = setTimeout(() => hurrying.abort(), STOP_PATIENCE_MS);
      const stopped = Promise.all([background.outbox.stop(), consumer.stop()]);
      // A store that is away must not keep a process from ending: what is left comes again.
      await withTimeLimit(stopped, STOP_WITHIN_MS).catch(onError);
      clearTimeout(patience);
    },
    hurry: () => hurrying.abort(),
  };
}
