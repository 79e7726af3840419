import { type RedisConnection, serverOf } from './redis.ts';

/** What an operator should know of the Redis we run on. */
export type RedisFacts = {
  version: string;
  usedMemoryBytes: number;
  maxMemoryBytes: number;
  evictionPolicy: string;
  appendOnly: boolean;
};

/**
 * Of the server that holds the keys with this prefix. INFO only: CONFIG GET is forbidden on many
 * hosted servers.
 */
export async function readRedisFacts(redis: RedisConnection, prefix: string): Promise<RedisFacts> {
  const holder = serverOf(redis, prefix);
  const [server, memory, persistence] = await Promise.all([
    holder.info('server'),
    holder.info('memory'),
    holder.info('persistence'),
  ]);
  return {
    version: field(server, 'redis_version') ?? 'unknown',
    usedMemoryBytes: Number(field(memory, 'used_memory') ?? 0),
    maxMemoryBytes: Number(field(memory, 'maxmemory') ?? 0),
    evictionPolicy: field(memory, 'maxmemory_policy') ?? 'unknown',
    appendOnly: field(persistence, 'aof_enabled') === '1',
  };
}

/** Plain warnings for settings under which accepted jobs could be lost. */
export function redisWarnings(facts: RedisFacts): string[] {
  const warnings: string[] = [];
  if (Number(facts.version.split('.')[0]) < 7) {
    warnings.push(`Redis ${facts.version} is older than 7, which is the oldest we test with`);
  }
  if (facts.evictionPolicy !== 'noeviction') {
    warnings.push(
      `maxmemory-policy is ${facts.evictionPolicy}: Redis may delete jobs when it is full; set it to noeviction`,
    );
  }
  if (!facts.appendOnly) {
    warnings.push('appendonly is off: accepted jobs are lost when Redis restarts; set it to yes');
  }
  return warnings;
}

function field(info: string, name: string): string | undefined {
  const line = info.split('\r\n').find((candidate) => candidate.startsWith(`${name}:`));
  return line?.slice(name.length + 1);
}
