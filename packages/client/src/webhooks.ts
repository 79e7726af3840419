import type {
  AnswerOf,
  DeliveryPage,
  DeliverySummary,
  RequestOf,
  Route,
  Webhook,
  WebhookChanges,
  WebhookDelivery,
  WebhookWithSecret,
} from '@pitwall/contract';

import { pages } from './pages.ts';
import type { CallOptions, Query, Transport } from './transport.ts';

export type NewWebhookWish = NonNullable<RequestOf<Route<'createWebhook'>>['body']>;
export type DeliveryQuery = Query<'listDeliveries'>;

/** Being told of jobs instead of asking; see also `verifyWebhook`. */
export class Webhooks {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The answer has the secret, which is shown this once. */
  async create(body: NewWebhookWish, options?: CallOptions): Promise<WebhookWithSecret> {
    return await this.#transport.call('createWebhook', { body, ...options });
  }

  async list(options?: CallOptions): Promise<Webhook[]> {
    return (await this.#transport.call('listWebhooks', { ...options })).webhooks;
  }

  async get(id: string, options?: CallOptions): Promise<Webhook> {
    return await this.#transport.call('getWebhook', { params: { id }, ...options });
  }

  /** What is left out stays. `enabled: true` switches one on that had failed too long. */
  async edit(id: string, body: Partial<WebhookChanges>, options?: CallOptions): Promise<Webhook> {
    return await this.#transport.call('changeWebhook', { params: { id }, body, ...options });
  }

  async delete(id: string, options?: CallOptions): Promise<void> {
    await this.#transport.call('deleteWebhook', { params: { id }, ...options });
  }

  /** Sends a message now; the answer is what came of it. */
  async ping(id: string, options?: CallOptions): Promise<WebhookDelivery> {
    return await this.#transport.call('pingWebhook', { params: { id }, ...options });
  }

  /** A new secret, shown this once. For 24 hours messages are signed with the former one, too. */
  async rotateSecret(id: string, options?: CallOptions): Promise<WebhookWithSecret> {
    return await this.#transport.call('rotateWebhookSecret', { params: { id }, ...options });
  }

  /** One page of what was sent, newest first. */
  async deliveries(
    id: string,
    query: DeliveryQuery = {},
    options?: CallOptions,
  ): Promise<DeliveryPage> {
    return await this.#transport.call('listDeliveries', { params: { id }, query, ...options });
  }

  /** All that is kept of what was sent, newest first. */
  async *allDeliveries(id: string, options?: CallOptions): AsyncGenerator<DeliverySummary> {
    const read = (cursor: string | undefined) => this.deliveries(id, { cursor }, options);
    for await (const page of pages(read)) yield* page.deliveries;
  }

  async delivery(id: string, deliveryId: string, options?: CallOptions): Promise<WebhookDelivery> {
    return await this.#transport.call('getDelivery', { params: { id, deliveryId }, ...options });
  }

  /** Sends a message again, with the same id and body. */
  async redeliver(
    id: string,
    deliveryId: string,
    options?: CallOptions,
  ): Promise<AnswerOf<Route<'redeliver'>>> {
    return await this.#transport.call('redeliver', { params: { id, deliveryId }, ...options });
  }
}
