import { AppError } from '@pitwall/contract';
import { type RedisConnection, runScript, script, withRedisFailures } from '@pitwall/runtime';

import type { Endpoint, EndpointPlace } from '../endpoint.ts';
import type { WebhookStore } from '../webhookStore.ts';
import { WebhookKeys } from './webhookKeys.ts';

/**
 * KEYS: webhooks of the tenant, tenants that have one. ARGV: tenant, id, what is stored now or '',
 * what is to be stored or '', how many a tenant may have. The tenant is in the set of tenants just
 * when one of its webhooks is switched on.
 */
const WRITE = script(`
local known = redis.call('HGET', KEYS[1], ARGV[2]) or ''
if known ~= ARGV[3] then return 'changed' end
if known == '' and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[5]) then return 'full' end
if ARGV[4] == '' then redis.call('HDEL', KEYS[1], ARGV[2])
else redis.call('HSET', KEYS[1], ARGV[2], ARGV[4]) end
local isListening = false
for _, text in ipairs(redis.call('HVALS', KEYS[1])) do
  local isJson, endpoint = pcall(cjson.decode, text)
  isListening = isListening or (isJson and endpoint.enabled == true)
end
redis.call(isListening and 'SADD' or 'SREM', KEYS[2], ARGV[1])
return 'written'`);

type Writing = { place: EndpointPlace; was: string; now: string; limit: number };

/** One hash for each tenant, an endpoint as JSON in each field. */
export class RedisWebhookStore implements WebhookStore {
  readonly #redis: RedisConnection;
  readonly #keys: WebhookKeys;

  /** The caller opens and closes `redis`. */
  constructor(redis: RedisConnection, { prefix }: { prefix: string }) {
    this.#redis = redis;
    this.#keys = new WebhookKeys(prefix);
  }

  async add(endpoint: Endpoint, limit: number): Promise<boolean> {
    const now = JSON.stringify(endpoint);
    return (await this.#write({ place: endpoint, was: '', now, limit })) === 'written';
  }

  async list(tenant: string): Promise<Endpoint[]> {
    const stored = await withRedisFailures(this.#redis.hvals(this.#keys.endpoints(tenant)));
    return stored
      .map(parseEndpoint)
      .filter((endpoint) => endpoint !== undefined)
      .toSorted((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1));
  }

  async find(place: EndpointPlace): Promise<Endpoint | undefined> {
    const text = await this.#read(place);
    return text === null ? undefined : readable(place, text);
  }

  async change(
    place: EndpointPlace,
    alter: (endpoint: Endpoint) => Endpoint,
  ): Promise<Endpoint | undefined> {
    for (;;) {
      const was = await this.#read(place);
      if (was === null) return undefined;
      const known = readable(place, was);
      const altered = alter(known);
      if (altered === known) return known;
      const now = JSON.stringify(altered);
      if ((await this.#write({ place, was, now, limit: 0 })) === 'written') return altered;
    }
  }

  async remove(place: EndpointPlace): Promise<boolean> {
    for (;;) {
      const was = await this.#read(place);
      if (was === null) return false;
      if ((await this.#write({ place, was, now: '', limit: 0 })) === 'written') return true;
    }
  }

  #read({ tenant, id }: EndpointPlace): Promise<string | null> {
    return withRedisFailures(this.#redis.hget(this.#keys.endpoints(tenant), id));
  }

  #write({ place: { tenant, id }, was, now, limit }: Writing): Promise<unknown> {
    const keys = [this.#keys.endpoints(tenant), this.#keys.tenants];
    const args = [tenant, id, was, now, String(limit)];
    return withRedisFailures(runScript(this.#redis, WRITE, { keys, args }));
  }
}

function parseEndpoint(text: string): Endpoint | undefined {
  try {
    return JSON.parse(text) as Endpoint;
  } catch {
    return undefined;
  }
}

function readable({ id }: EndpointPlace, text: string): Endpoint {
  const endpoint = parseEndpoint(text);
  if (endpoint) return endpoint;
  throw new AppError('record_unreadable', `What is stored of webhook ${id} is no JSON`);
}
