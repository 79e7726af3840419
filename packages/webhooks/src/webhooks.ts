import {
  AppError,
  type DeliveryPage,
  type NewWebhook,
  type Webhook,
  type WebhookChanges,
  type WebhookDelivery,
  type WebhookWithSecret,
} from '@pitwall/contract';
import type { DeliveryQueue } from '@pitwall/job-queue';

import { attemptDelivery, type SendingParts } from './attemptDelivery.ts';
import { pendingDelivery, randomId, summaryOf } from './delivery.ts';
import type { DeliveryLog } from './deliveryLog.ts';
import type { Endpoint, EndpointPlace } from './endpoint.ts';
import { changed, rotated, webhookView } from './endpointChanges.ts';
import type { Lanes } from './lanes.ts';
import { pingMessage } from './message.ts';
import { newSecret } from './signature.ts';
import type { WebhookStore } from './webhookStore.ts';

const MOST_PER_TENANT = 20;

export type WebhookStorage = { store: WebhookStore; log: DeliveryLog; queue: DeliveryQueue };
export type WebhooksParts = WebhookStorage & SendingParts & { lanes: Lanes; pingTimeoutMs: number };

/** What a tenant can do with its webhooks. Those of other tenants are not there. */
export class Webhooks {
  readonly #parts: WebhooksParts;

  constructor(parts: WebhooksParts) {
    this.#parts = parts;
  }

  async create(tenant: string, wish: NewWebhook): Promise<WebhookWithSecret> {
    this.#checkUrl(wish.url);
    const { description, ...rest } = wish;
    const secret = newSecret();
    const now = this.#now();
    const endpoint: Endpoint = {
      ...rest,
      ...(description === undefined ? {} : { description }),
      id: randomId('wh'),
      tenant,
      secrets: [{ sealed: this.#parts.secrets.seal(secret) }],
      createdAt: now,
      updatedAt: now,
    };
    if (await this.#parts.store.add(endpoint, MOST_PER_TENANT)) {
      return { ...this.#view(endpoint), secret };
    }
    throw new AppError('quota_exceeded', `A tenant can have ${MOST_PER_TENANT} webhooks at most`);
  }

  async list(tenant: string): Promise<Webhook[]> {
    return (await this.#parts.store.list(tenant)).map((endpoint) => this.#view(endpoint));
  }

  async get(place: EndpointPlace): Promise<Webhook> {
    return this.#view(await this.#require(place));
  }

  async change(place: EndpointPlace, changes: WebhookChanges): Promise<Webhook> {
    if (changes.url !== undefined) this.#checkUrl(changes.url);
    const atMs = this.#parts.clock.now();
    const endpoint = await this.#parts.store.change(place, (known) =>
      changed(known, { changes, atMs }),
    );
    return this.#view(endpoint ?? missing(place));
  }

  async remove(place: EndpointPlace): Promise<void> {
    if (!(await this.#parts.store.remove(place))) missing(place);
    await this.#parts.log.forget(place.id);
  }

  /** The secret before stays valid for a day, so that receivers can be changed one by one. */
  async rotateSecret(place: EndpointPlace): Promise<WebhookWithSecret> {
    const secret = newSecret();
    const sealed = this.#parts.secrets.seal(secret);
    const atMs = this.#parts.clock.now();
    const endpoint = await this.#parts.store.change(place, (known) =>
      rotated(known, { sealed, atMs }),
    );
    return { ...this.#view(endpoint ?? missing(place)), secret };
  }

  /**
   * Sends a message at once, also to a webhook that is switched off, and only once. Throws `busy` where
   * too many others are under way to the receiver, and `shutting_down` where the process stops meanwhile.
   */
  async ping(place: EndpointPlace): Promise<WebhookDelivery> {
    const endpoint = await this.#require(place);
    const { clock, lanes, log, pingTimeoutMs } = this.#parts;
    const createdAtMs = clock.now();
    const delivery = pendingDelivery({
      id: randomId('msg'),
      round: 0,
      tenant: place.tenant,
      webhookId: place.id,
      type: 'ping',
      jobId: undefined,
      body: JSON.stringify(pingMessage(place.id, createdAtMs)),
      createdAtMs,
    });
    if (lanes.enter(place.id) !== undefined) {
      throw new AppError('busy', 'Other messages are being sent to this webhook; try again');
    }
    try {
      const parts = { ...this.#parts, timeoutMs: pingTimeoutMs };
      const { outcome, attempt } = await attemptDelivery(parts, endpoint, delivery);
      if (outcome === 'interrupted') {
        throw new AppError('shutting_down', 'This process had to stop while the message was sent');
      }
      const status = outcome === 'delivered' ? 'delivered' : 'failed';
      const ended: WebhookDelivery = { ...delivery, status, attempts: [attempt] };
      await log.put(ended);
      return ended;
    } finally {
      lanes.leave(place.id);
    }
  }

  async deliveries(
    place: EndpointPlace,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<DeliveryPage> {
    await this.#require(place);
    const page = await this.#parts.log.list(place.id, { limit, after: cursor });
    if (!page)
      throw new AppError('cursor_invalid', 'The delivery it stands for is not kept any more');
    const last = page.deliveries.at(-1);
    return {
      deliveries: page.deliveries.map(summaryOf),
      ...(page.isAtEnd || !last ? {} : { nextCursor: last.id }),
    };
  }

  async delivery(place: EndpointPlace, id: string): Promise<WebhookDelivery> {
    await this.#require(place);
    const delivery = await this.#parts.log.find(place.id, id);
    if (delivery) return delivery;
    throw new AppError('delivery_not_found', `No delivery that is kept has the id ${id}`);
  }

  /** From the first attempt on, in the place of whatever was still to come of it. */
  async redeliver(place: EndpointPlace, id: string): Promise<WebhookDelivery> {
    const { enabled } = await this.#require(place);
    if (!enabled) throw new AppError('webhook_disabled', 'Nothing is sent until it is switched on');
    const { nextAttemptAt: _, ...known } = await this.delivery(place, id);
    const round = known.redeliveries + 1;
    const again: WebhookDelivery = { ...known, status: 'pending', redeliveries: round };
    await this.#parts.log.put(again);
    await this.#parts.queue.add({
      id,
      round,
      tenant: place.tenant,
      webhookId: place.id,
      type: known.type,
      jobId: known.jobId,
      body: known.body,
      createdAtMs: Date.parse(known.createdAt),
    });
    return again;
  }

  async #require(place: EndpointPlace): Promise<Endpoint> {
    return (await this.#parts.store.find(place)) ?? missing(place);
  }

  #checkUrl(url: string): void {
    const problem = this.#parts.destination.problemOfUrl(url);
    if (problem === undefined) return;
    throw new AppError('invalid_request', `The url ${problem}`, {
      details: [{ pointer: '#/url', detail: problem }],
    });
  }

  #view(endpoint: Endpoint): Webhook {
    return webhookView(endpoint, this.#parts.clock.now());
  }

  #now(): string {
    return new Date(this.#parts.clock.now()).toISOString();
  }
}

function missing({ id }: EndpointPlace): never {
  throw new AppError('webhook_not_found', `No webhook has the id ${id}`);
}
