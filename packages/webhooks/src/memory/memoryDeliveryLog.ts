import type { WebhookDelivery } from '@pitwall/contract';
import type { Clock } from '@pitwall/runtime';

import {
  DELIVERIES_KEPT,
  DELIVERIES_KEPT_FOR_MS,
  type DeliveryList,
  type DeliveryLog,
} from '../deliveryLog.ts';

/** What became of deliveries, for as long as the process lives. */
export class MemoryDeliveryLog implements DeliveryLog {
  readonly #clock: Clock;
  readonly #logs = new Map<string, Map<string, WebhookDelivery>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async add(delivery: WebhookDelivery): Promise<void> {
    if (!this.#logs.get(delivery.webhookId)?.has(delivery.id)) await this.put(delivery);
  }

  async put(delivery: WebhookDelivery): Promise<void> {
    const log = this.#logs.get(delivery.webhookId) ?? new Map<string, WebhookDelivery>();
    log.set(delivery.id, structuredClone(delivery));
    const since = new Date(this.#clock.now() - DELIVERIES_KEPT_FOR_MS).toISOString();
    const kept = newestFirst(log)
      .filter(({ createdAt }) => createdAt >= since)
      .slice(0, DELIVERIES_KEPT);
    this.#logs.set(delivery.webhookId, new Map(kept.map((one) => [one.id, one])));
  }

  async find(webhookId: string, id: string): Promise<WebhookDelivery | undefined> {
    return structuredClone(this.#logs.get(webhookId)?.get(id));
  }

  async list(
    webhookId: string,
    { limit, after }: { limit: number; after?: string | undefined },
  ): Promise<DeliveryList | undefined> {
    const all = newestFirst(this.#logs.get(webhookId) ?? new Map<string, WebhookDelivery>());
    const before = after === undefined ? -1 : all.findIndex(({ id }) => id === after);
    if (after !== undefined && before < 0) return undefined;
    const deliveries = all.slice(before + 1, before + 1 + limit);
    return {
      deliveries: structuredClone(deliveries),
      isAtEnd: before + 1 + limit >= all.length,
    };
  }

  async forget(webhookId: string): Promise<void> {
    this.#logs.delete(webhookId);
  }
}

/** Those of the same moment by id, as Redis orders members of the same score. */
function newestFirst(log: Map<string, WebhookDelivery>): WebhookDelivery[] {
  return [...log.values()].toSorted((a, b) => {
    if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
    return a.id < b.id ? 1 : -1;
  });
}
