import type { Endpoint, EndpointPlace } from '../endpoint.ts';
import type { WebhookStore } from '../webhookStore.ts';

/** Webhooks of one process, gone when it ends. */
export class MemoryWebhookStore implements WebhookStore {
  readonly #endpoints = new Map<string, Endpoint>();

  async add(endpoint: Endpoint, limit: number): Promise<boolean> {
    if ((await this.list(endpoint.tenant)).length >= limit) return false;
    this.#endpoints.set(keyOf(endpoint), structuredClone(endpoint));
    return true;
  }

  async list(tenant: string): Promise<Endpoint[]> {
    const found = [...this.#endpoints.values()].filter((endpoint) => endpoint.tenant === tenant);
    return structuredClone(found);
  }

  async find(place: EndpointPlace): Promise<Endpoint | undefined> {
    return structuredClone(this.#endpoints.get(keyOf(place)));
  }

  async change(
    place: EndpointPlace,
    alter: (endpoint: Endpoint) => Endpoint,
  ): Promise<Endpoint | undefined> {
    const known = this.#endpoints.get(keyOf(place));
    if (!known) return undefined;
    const altered = alter(structuredClone(known));
    this.#endpoints.set(keyOf(place), structuredClone(altered));
    return altered;
  }

  async remove(place: EndpointPlace): Promise<boolean> {
    return this.#endpoints.delete(keyOf(place));
  }
}

function keyOf({ tenant, id }: EndpointPlace): string {
  return JSON.stringify([tenant, id]);
}
