import { type RedisConnection, withRedisFailures } from '@pitwall/runtime';

import { isoOf } from '../jobChange.ts';
import { dayOf, type JobUsage } from '../jobUsage.ts';

/** Reads what lua/usage.ts keeps account of. */
export class RedisUsage implements JobUsage {
  readonly #redis: RedisConnection;
  readonly #prefix: string;

  /** The caller opens and closes `redis`. */
  constructor(redis: RedisConnection, { prefix }: { prefix: string }) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  countRunning(keyId: string): Promise<number> {
    return withRedisFailures(this.#redis.scard(`${this.#prefix}:running:${keyId}`));
  }

  async findUsage(keyId: string, atMs: number): Promise<number> {
    const key = `${this.#prefix}:usage:${keyId}:${dayOf(isoOf(atMs))}`;
    return Number((await withRedisFailures(this.#redis.get(key))) ?? 0);
  }

  findServiceTimes(kinds: readonly string[]): Promise<number[][]> {
    const timesOf = async (kind: string): Promise<number[]> => {
      const times = await this.#redis.lrange(`${this.#prefix}:service:${kind}`, 0, -1);
      return times.map(Number);
    };
    return withRedisFailures(Promise.all(kinds.map(timesOf)));
  }
}
