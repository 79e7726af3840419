import type { Endpoint, EndpointPlace } from './endpoint.ts';

/** Where webhooks are kept. test/webhookStoreContract.ts says what every implementation must do. */
export interface WebhookStore {
  /** False when the tenant has `limit` of them already. */
  add(endpoint: Endpoint, limit: number): Promise<boolean>;
  /** Oldest first. One that cannot be read is left out, so that it holds up no other. */
  list(tenant: string): Promise<Endpoint[]>;
  find(place: EndpointPlace): Promise<Endpoint | undefined>;
  /**
   * Stores what `alter` makes of it, which is asked anew where somebody else was faster; nothing is
   * written when it returns what it was given. Undefined when there is no such webhook.
   */
  change(
    place: EndpointPlace,
    alter: (endpoint: Endpoint) => Endpoint,
  ): Promise<Endpoint | undefined>;
  remove(place: EndpointPlace): Promise<boolean>;
}
