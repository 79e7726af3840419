import {
  type RedisConnection,
  runScript,
  script,
  type Script,
  withRedisFailures,
} from '@pitwall/runtime';

import type { KeyChanges, KeyRecord } from '../keyRecord.ts';
import type { KeyStore } from '../keyStore.ts';
import { readKeyFields, writeKeyFields } from './keyFields.ts';

/** KEYS: record, every key, the keys of the tenant. ARGV: id, score, then field and value in turns. */
const CREATE_KEY = script(`
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 3))
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[1])
return 1`);

/** KEYS: record. ARGV: field and value in turns, '' to delete. */
const CHANGE_KEY = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
for i = 1, #ARGV, 2 do
  if ARGV[i + 1] == '' then redis.call('HDEL', KEYS[1], ARGV[i])
  else redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
end
return 1`);

/** One hash per key, and an index by time for all and for each tenant. */
export class RedisKeyStore implements KeyStore {
  readonly #redis: RedisConnection;
  readonly #prefix: string;

  /** The caller opens and closes `redis`. */
  constructor(redis: RedisConnection, { prefix }: { prefix: string }) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  async create(key: KeyRecord): Promise<boolean> {
    const made = await this.#run(CREATE_KEY, {
      keys: [this.#record(key.id), this.#index(), this.#index(key.tenant)],
      args: [key.id, String(key.createdAtMs), ...writeKeyFields(key)],
    });
    return made === 1;
  }

  async find(id: string): Promise<KeyRecord | undefined> {
    return readKeyFields(id, await withRedisFailures(this.#redis.hgetall(this.#record(id))));
  }

  async list(tenant?: string): Promise<KeyRecord[]> {
    const ids = await withRedisFailures(this.#redis.zrevrange(this.#index(tenant), 0, -1));
    const keys = await Promise.all(ids.map((id) => this.find(id)));
    return keys.filter((key) => key !== undefined);
  }

  async change(id: string, changes: KeyChanges): Promise<boolean> {
    const given = { keys: [this.#record(id)], args: writeKeyFields(changes) };
    return (await this.#run(CHANGE_KEY, given)) === 1;
  }

  async hasAny(): Promise<boolean> {
    return (await withRedisFailures(this.#redis.exists(this.#index()))) === 1;
  }

  #record(id: string): string {
    return `${this.#prefix}:apikey:${id}`;
  }

  #index(tenant?: string): string {
    return `${this.#prefix}:apikeys${tenant === undefined ? '' : `:${tenant}`}`;
  }

  #run(command: Script, given: { keys: string[]; args: string[] }): Promise<unknown> {
    return withRedisFailures(runScript(this.#redis, command, given));
  }
}
