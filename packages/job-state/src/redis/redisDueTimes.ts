import { type RedisConnection, runScript, script, withRedisFailures } from '@pitwall/runtime';

import type { DueTimes } from '../dueTimes.ts';

/** KEYS: due times. ARGV: name, time. Returns 1 when a time before it is the last that is closed. */
const IS_OPEN = script(`
local closed = redis.call('HGET', KEYS[1], ARGV[1])
if not closed then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
return closed and tonumber(closed) < tonumber(ARGV[2]) and 1 or 0`);

/** KEYS, ARGV: the same. A full Redis takes it too: what is planned may be what makes room. */
const CLOSE = script(`#!lua flags=allow-oom
local closed = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0)
if closed < tonumber(ARGV[2]) then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end`);

/** In one hash: the last time of each name that is closed. */
export class RedisDueTimes implements DueTimes {
  readonly #redis: RedisConnection;
  readonly #key: string;

  constructor(redis: RedisConnection, { prefix }: { prefix: string }) {
    this.#redis = redis;
    this.#key = `${prefix}:due`;
  }

  async isOpen(name: string, dueMs: number): Promise<boolean> {
    const given = { keys: [this.#key], args: [name, String(dueMs)] };
    return (await withRedisFailures(runScript(this.#redis, IS_OPEN, given))) === 1;
  }

  async close(name: string, dueMs: number): Promise<void> {
    const given = { keys: [this.#key], args: [name, String(dueMs)] };
    await withRedisFailures(runScript(this.#redis, CLOSE, given));
  }
}
