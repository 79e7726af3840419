import { type Cluster, Redis } from 'ioredis';

import type { Logger } from './logger.ts';

const RECONNECT_AFTER_MS = 500;

/** One server, the master that Sentinels name, or a Cluster. */
export type RedisConnection = Redis | Cluster;

/**
 * Two ways to treat a Redis that is away. `fail_fast`: answer the caller with an error within two
 * seconds, for a client is waiting. `patient`: wait until it is back, for a worker has nothing
 * better to do; BullMQ demands this of a connection that blocks.
 */
export type RedisPatience = 'fail_fast' | 'patient';

/** The settings that ioredis and BullMQ, which opens connections of its own, are given. */
type RedisSettings = {
  replyMapping: 'legacy';
  retryStrategy: () => number;
  connectTimeout: number;
  socketTimeout: number;
  keepAlive: number;
  maxRetriesPerRequest: number | null;
  enableOfflineQueue: boolean;
  commandTimeout?: number;
};

function redisSettings(patience: RedisPatience): RedisSettings {
  const common = {
    replyMapping: 'legacy' as const,
    // Not ioredis's growing delay: after a long outage a worker must be back before its locks run out.
    retryStrategy: () => RECONNECT_AFTER_MS,
    connectTimeout: 1_000,
    // With a command unanswered for this long the connection is dead, whatever TCP believes, and a
    // new one is made. Longer than the 10 s for which BullMQ lets Redis block at most.
    socketTimeout: 15_000,
    keepAlive: 10_000,
  };
  return patience === 'fail_fast'
    ? { ...common, enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 1_500 }
    : { ...common, enableOfflineQueue: true, maxRetriesPerRequest: null };
}

/** Logs the loss of the connection once, and its return, however often it tries in between. */
export function connectRedis(
  url: string,
  options: { patience: RedisPatience; log: Logger },
): Redis {
  const redis = new Redis(url, redisSettings(options.patience));
  watchRedisConnection(redis, options.log);
  return redis;
}

/** Another connection to the same place, with the same settings. */
export function duplicateConnection(redis: RedisConnection): RedisConnection {
  return redis instanceof Redis ? redis.duplicate() : redis.duplicate();
}

function watchRedisConnection(redis: Redis, log: Logger): void {
  let lost = false;
  redis.on('error', (error) => {
    if (!lost) log.error({ err: error }, 'redis connection failed');
    lost = true;
  });
  redis.on('close', () => {
    if (!lost && redis.status !== 'end') log.warn('redis connection closed');
    lost = true;
  });
  redis.on('ready', () => {
    if (lost) log.info('redis connection restored');
    lost = false;
  });
}
