import { JOB_STATUSES } from '@pitwall/contract';
import { type RedisConnection, runScript, script, withRedisFailures } from '@pitwall/runtime';

import {
  ALL_TENANTS,
  HOUR_MS,
  type HourSums,
  type JobStats,
  type JobStatsNow,
} from '../stats/jobStats.ts';
import { JobKeys } from './jobKeys.ts';

/** So many hours are asked for at once: Redis answers others in between. */
const HOURS_AT_ONCE = 48;

/**
 * KEYS: the index of pending jobs. ARGV: what stands before an id in the key of a record. Returns
 * since when the oldest waits. The first hundred are enough: jobs with a time of their own to start
 * at may be older than they have been waiting, but so many at the head are no queue to worry about.
 */
const WAITING_SINCE = script(`
local since
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, 99)) do
  local known = redis.pcall('HGET', ARGV[1] .. id, 'waits_from_ms')
  local fromMs = type(known) == 'string' and tonumber(known)
  if fromMs and (not since or fromMs < since) then since = fromMs end
end
return since and string.format('%.17g', since)`);

/** Reads what the scripts of the store have added up (lua/stats.ts). */
export class RedisJobStats implements JobStats {
  readonly #redis: RedisConnection;
  readonly #keys: JobKeys;

  constructor(redis: RedisConnection, { prefix }: { prefix: string }) {
    this.#redis = redis;
    this.#keys = new JobKeys(prefix);
  }

  async hours(query: Parameters<JobStats['hours']>[0]): Promise<HourSums[]> {
    const { tenant = ALL_TENANTS, fromMs, toMs } = query;
    const found: HourSums[] = [];
    const [first, end] = [Math.floor(fromMs / HOUR_MS), Math.ceil(toMs / HOUR_MS)];
    for (let hour = first; hour < end; hour += HOURS_AT_ONCE) {
      const count = Math.min(HOURS_AT_ONCE, end - hour);
      const hours = Array.from({ length: count }, (_, index) => hour + index);
      found.push(
        ...(await withRedisFailures(Promise.all(hours.map((at) => this.#hour(tenant, at))))),
      );
    }
    return found;
  }

  async now({ tenant, atMs }: Parameters<JobStats['now']>[0]): Promise<JobStatsNow> {
    const [counts, since, memory] = await withRedisFailures(
      Promise.all([
        this.#redis.hgetall(this.#keys.counts(tenant)),
        runScript(this.#redis, WAITING_SINCE, {
          keys: [this.#keys.status('pending', tenant)],
          args: [this.#keys.record('')],
        }),
        this.#redis.info('memory'),
      ]),
    );
    const waitingSinceMs = since === null ? undefined : Number(since);
    return {
      counts: Object.entries(counts).flatMap(readCount),
      ...(waitingSinceMs !== undefined && waitingSinceMs <= atMs ? { waitingSinceMs } : {}),
      usedBytes: Number(/^used_memory:(\d+)/m.exec(memory)?.[1] ?? 0),
    };
  }

  async #hour(tenant: string, hour: number): Promise<HourSums> {
    const stored = await this.#redis.hgetall(this.#keys.stats(tenant, hour));
    const sums = Object.entries(stored).map(([what, value]) => [what, Number(value)] as const);
    return { atMs: hour * HOUR_MS, sums: new Map(sums) };
  }
}

function readCount([field, value]: [string, string]): JobStatsNow['counts'] {
  const colon = field.indexOf(':');
  const status = JOB_STATUSES.find((one) => one === field.slice(0, colon));
  return status ? [{ status, kind: field.slice(colon + 1), count: Number(value) }] : [];
}
