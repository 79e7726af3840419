import { type RedisConnection, withRedisFailures } from '@pitwall/runtime';

import type { Backlog } from '../backlog.ts';
import { rateOf, recentMinutes } from '../backlogRate.ts';
import { JobKeys } from './jobKeys.ts';

/** Reads what the scripts that create and change records keep account of. */
export class RedisBacklog implements Backlog {
  readonly #redis: RedisConnection;
  readonly #keys: JobKeys;

  constructor(redis: RedisConnection, { prefix }: { prefix: string }) {
    this.#redis = redis;
    this.#keys = new JobKeys(prefix);
  }

  countPending(keyId: string): Promise<number> {
    return withRedisFailures(this.#redis.scard(this.#keys.pendingOf(keyId)));
  }

  findOverdue({ atMs, limit }: { atMs: number; limit: number }): Promise<string[]> {
    const { startBy } = this.#keys;
    return withRedisFailures(
      this.#redis.zrangebyscore(startBy, '-inf', `(${atMs}`, 'LIMIT', 0, limit),
    );
  }

  async findRate(atMs: number): Promise<number | undefined> {
    const keys = recentMinutes(atMs).map((minute) => this.#keys.left(minute));
    const counts = await withRedisFailures(this.#redis.mget(...keys));
    return rateOf(
      counts.map((count) => (count === null ? undefined : Number(count))),
      atMs,
    );
  }
}
