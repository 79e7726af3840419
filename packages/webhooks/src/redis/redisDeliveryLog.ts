import type { WebhookDelivery } from '@pitwall/contract';
import {
  type Clock,
  type RedisConnection,
  runScript,
  script,
  withRedisFailures,
} from '@pitwall/runtime';

import {
  DELIVERIES_KEPT,
  DELIVERIES_KEPT_FOR_MS,
  type DeliveryList,
  type DeliveryLog,
} from '../deliveryLog.ts';
import { WebhookKeys } from './webhookKeys.ts';

/**
 * KEYS: deliveries, their times. ARGV: id, delivery, its time, '1' to write it only if it is not
 * known, time before which all go, how many are kept, for how long in ms.
 */
const PUT = script(`
if ARGV[4] == '1' and redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
local function forget(ids)
  for _, id in ipairs(ids) do
    redis.call('HDEL', KEYS[1], id)
    redis.call('ZREM', KEYS[2], id)
  end
end
forget(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', '(' .. ARGV[5]))
forget(redis.call('ZRANGE', KEYS[2], 0, -1 - tonumber(ARGV[6])))
redis.call('PEXPIRE', KEYS[1], ARGV[7])
redis.call('PEXPIRE', KEYS[2], ARGV[7])
return 1`);

/** One hash and one index for each webhook; both go when nothing was delivered for a while. */
export class RedisDeliveryLog implements DeliveryLog {
  readonly #redis: RedisConnection;
  readonly #keys: WebhookKeys;
  readonly #clock: Clock;

  /** The caller opens and closes `redis`. */
  constructor(redis: RedisConnection, { prefix, clock }: { prefix: string; clock: Clock }) {
    this.#redis = redis;
    this.#keys = new WebhookKeys(prefix);
    this.#clock = clock;
  }

  add(delivery: WebhookDelivery): Promise<void> {
    return this.#write(delivery, { onlyNew: true });
  }

  put(delivery: WebhookDelivery): Promise<void> {
    return this.#write(delivery, { onlyNew: false });
  }

  async find(webhookId: string, id: string): Promise<WebhookDelivery | undefined> {
    const text = await withRedisFailures(this.#redis.hget(this.#keys.deliveries(webhookId), id));
    return text === null ? undefined : parseDelivery(text);
  }

  async list(
    webhookId: string,
    { limit, after }: { limit: number; after?: string | undefined },
  ): Promise<DeliveryList | undefined> {
    return await withRedisFailures(this.#list(webhookId, { limit, after }));
  }

  async forget(webhookId: string): Promise<void> {
    await withRedisFailures(this.#redis.del(...this.#keysOf(webhookId)));
  }

  async #list(webhookId: string, { limit, after }: { limit: number; after: string | undefined }) {
    const times = this.#keys.deliveryTimes(webhookId);
    const rank = after === undefined ? -1 : await this.#redis.zrevrank(times, after);
    if (rank === null) return undefined;
    const ids = await this.#redis.zrevrange(times, rank + 1, rank + 1 + limit);
    const [next] = ids.splice(limit);
    const stored =
      ids.length === 0 ? [] : await this.#redis.hmget(this.#keys.deliveries(webhookId), ...ids);
    const deliveries = stored.filter((text) => text !== null).map(parseDelivery);
    return { deliveries, isAtEnd: next === undefined };
  }

  async #write(delivery: WebhookDelivery, { onlyNew }: { onlyNew: boolean }): Promise<void> {
    const args = [
      delivery.id,
      JSON.stringify(delivery),
      String(Date.parse(delivery.createdAt)),
      onlyNew ? '1' : '0',
      String(this.#clock.now() - DELIVERIES_KEPT_FOR_MS),
      String(DELIVERIES_KEPT),
      String(DELIVERIES_KEPT_FOR_MS),
    ];
    const keys = this.#keysOf(delivery.webhookId);
    await withRedisFailures(runScript(this.#redis, PUT, { keys, args }));
  }

  #keysOf(webhookId: string): string[] {
    return [this.#keys.deliveries(webhookId), this.#keys.deliveryTimes(webhookId)];
  }
}

function parseDelivery(text: string): WebhookDelivery {
  return JSON.parse(text) as WebhookDelivery;
}
