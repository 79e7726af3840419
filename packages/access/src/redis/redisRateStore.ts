import { type RedisConnection, runScript, script, withRedisFailures } from '@pitwall/runtime';

import type { RateRule, RateStore, RateTaken, RateWish } from '../rateStore.ts';

/** KEYS: counter. ARGV: limit, window in ms, least, most. Returns {taken, used, ms until it ends}. */
const TAKE = script(`
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
local free = math.max(0, tonumber(ARGV[1]) - used)
local taken = 0
if free >= tonumber(ARGV[3]) then taken = math.min(tonumber(ARGV[4]), free) end
if taken > 0 then
  used = redis.call('INCRBY', KEYS[1], taken)
  if used == taken then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
end
local resetMs = redis.call('PTTL', KEYS[1])
if resetMs < 0 then resetMs = tonumber(ARGV[2]) end
return {taken, used, resetMs}`);

/** One counter for each window, gone with it. */
export class RedisRateStore implements RateStore {
  readonly #redis: RedisConnection;
  readonly #prefix: string;

  /** The caller opens and closes `redis`. */
  constructor(redis: RedisConnection, { prefix }: { prefix: string }) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  async take({ key, limit, windowMs }: RateRule, wish: RateWish): Promise<RateTaken> {
    const reply = runScript(this.#redis, TAKE, {
      keys: [`${this.#prefix}:rate:${key}`],
      args: [limit, windowMs, wish.least, wish.most].map(String),
    });
    const [taken = 0, used = 0, resetMs = 0] = (await withRedisFailures(reply)) as number[];
    return { taken, used, resetMs };
  }
}
