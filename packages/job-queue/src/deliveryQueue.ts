import type { Outcome } from './jobQueue.ts';

/** A message on its way to one webhook, with all that is needed to send it. */
export type QueuedDelivery = {
  id: string;
  /** Counts how often it was queued anew on request. Each round is queued once only. */
  round: number;
  tenant: string;
  webhookId: string;
  type: string;
  jobId: string | undefined;
  body: string;
  createdAtMs: number;
};

/** `attempt`: of this round, this one included. */
export type HandleDelivery = (delivery: QueuedDelivery, attempt: number) => Promise<Outcome>;

export type DeliveryConsumer = {
  start: () => Promise<void>;
  /** Takes nothing new. Resolves when everything handed over has come back. */
  stop: () => Promise<void>;
};

export type DeliveryConsumerOptions = {
  concurrency: number;
  onError: (error: unknown) => void;
};

/** Deliveries have a queue of their own, so that jobs never wait for them. */
export interface DeliveryQueue {
  /** Does nothing where this round of a delivery is queued already, or ended a short while ago. */
  add(delivery: QueuedDelivery): Promise<void>;
  consume(handle: HandleDelivery, options: DeliveryConsumerOptions): DeliveryConsumer;
  close(): Promise<void>;
}
