import type { WebhookDelivery } from '@pitwall/contract';

/** How many deliveries of a webhook are kept, and for how long. */
export const DELIVERIES_KEPT = 200;
export const DELIVERIES_KEPT_FOR_MS = 7 * 86_400_000;

export type DeliveryList = { deliveries: WebhookDelivery[]; isAtEnd: boolean };

/** What became of deliveries. test/deliveryLogContract.ts says what every implementation must do. */
export interface DeliveryLog {
  /** Does nothing when it is known: what has become of it meanwhile stays. */
  add(delivery: WebhookDelivery): Promise<void>;
  /** Adds it, or takes the place of what was known of it. */
  put(delivery: WebhookDelivery): Promise<void>;
  find(webhookId: string, id: string): Promise<WebhookDelivery | undefined>;
  /** Newest first, from after the given one; undefined when that one is not kept any more. */
  list(
    webhookId: string,
    page: { limit: number; after?: string | undefined },
  ): Promise<DeliveryList | undefined>;
  forget(webhookId: string): Promise<void>;
}
