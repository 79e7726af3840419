import { type RedisConnection, withRedisFailures } from '@pitwall/runtime';

import type { KeyUsage } from '../keyUsage.ts';

/** Reads what the scripts of job-state and the workers keep account of. */
export class RedisKeyUsage implements KeyUsage {
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
    const day = new Date(atMs).toISOString().slice(0, 10).replaceAll('-', '');
    const key = `${this.#prefix}:usage:${keyId}:${day}`;
    return Number((await withRedisFailures(this.#redis.get(key))) ?? 0);
  }
}
