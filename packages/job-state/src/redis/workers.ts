import { type RedisConnection, runScript, script } from '@pitwall/runtime';

import type { Beat, BeatAnswer, Capacity } from '../jobStore.ts';
import type { JobKeys } from './jobKeys.ts';

const FORGET_WORKER_AFTER_MS = 60_000;

/**
 * KEYS: workers, threads, then the record of each start. ARGV: worker id, now, forget before, its
 * threads, then the fence of each start. Returns the positions of the starts that are this worker's
 * no longer, and of those that are to finish now.
 */
const BEAT = script(`
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])) do
  redis.call('ZREM', KEYS[1], gone)
  redis.call('HDEL', KEYS[2], gone)
end
local lost, stopping = {}, {}
for i = 3, #KEYS do
  local known = redis.pcall('HMGET', KEYS[i], 'status', 'fence', 'stop_requested_at')
  if known.err or known[1] ~= 'running' or known[2] ~= ARGV[i + 2] then lost[#lost + 1] = i - 3
  elseif known[3] then stopping[#stopping + 1] = i - 3 end
end
return {lost, stopping}`);

/** KEYS: workers, threads. ARGV: alive since. Returns {workers, threads of all}. */
const CAPACITY = script(`
local alive, threads = redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf'), 0
for _, id in ipairs(alive) do
  threads = threads + (tonumber(redis.call('HGET', KEYS[2], id)) or 0)
end
return {#alive, threads}`);

/** The workers that give signs of life, and how many threads each has. */
export class Workers {
  readonly #redis: RedisConnection;
  readonly #keys: JobKeys;

  constructor(redis: RedisConnection, keys: JobKeys) {
    this.#redis = redis;
    this.#keys = keys;
  }

  async beat({ workerId, atMs, threads, running }: Beat): Promise<BeatAnswer> {
    const { workers, threads: threadsKey } = this.#keys;
    const facts = [workerId, atMs, atMs - FORGET_WORKER_AFTER_MS, threads].map(String);
    const reply = await runScript(this.#redis, BEAT, {
      keys: [workers, threadsKey, ...running.map(({ id }) => this.#keys.record(id))],
      args: [...facts, ...running.map(({ fence }) => String(fence))],
    });
    const [lost = [], stopping = []] = (reply as number[][]).map((positions) =>
      positions.map((position) => running[position]?.id ?? ''),
    );
    return { lost, stopping };
  }

  async forget(workerId: string): Promise<void> {
    const { workers, threads } = this.#keys;
    await this.#redis.multi().zrem(workers, workerId).hdel(threads, workerId).exec();
  }

  async findCapacity(aliveSinceMs: number): Promise<Capacity> {
    const reply = await runScript(this.#redis, CAPACITY, {
      keys: [this.#keys.workers, this.#keys.threads],
      args: [String(aliveSinceMs)],
    });
    const [workers, threads] = reply as [number, number];
    return { workers, threads };
  }
}
