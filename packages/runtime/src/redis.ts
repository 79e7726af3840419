import { type Cluster, Command, Redis } from 'ioredis';

import { gatherWrites } from './gatherWrites.ts';
import type { Logger } from './logger.ts';
import { FEW_REDIRECTIONS, RedisCluster } from './redisCluster.ts';
import type { RedisAccess, RedisTarget } from './redisTarget.ts';
import { watchConnection } from './watchConnection.ts';

const RECONNECT_AFTER_MS = 500;
const CONNECT_WITHIN_MS = 1_000;

/** One server, the master that Sentinels name, or a Cluster. */
export type RedisConnection = Redis | Cluster;

/**
 * Two ways to treat a Redis that is away. `fail_fast`: answer the caller with an error within two
 * seconds, for a client is waiting. `patient`: wait until it is back, for a worker has nothing
 * better to do; BullMQ demands this of a connection that blocks.
 */
export type RedisPatience = 'fail_fast' | 'patient';

/** Logs the loss of the connection once, and its return, however often it tries in between. */
export function connectRedis(
  target: RedisTarget,
  { patience, log }: { patience: RedisPatience; log: Logger },
): RedisConnection {
  const redis = openConnection(target, patience);
  watchConnection(redis, log);
  gatherWrites(redis);
  return redis;
}

function openConnection(target: RedisTarget, patience: RedisPatience): RedisConnection {
  switch (target.type) {
    case 'single':
      return new Redis(target.url, serverSettings(patience));
    case 'sentinel':
      return new Redis({ ...serverSettings(patience), ...sentinelSettings(target) });
    case 'cluster':
      return new RedisCluster([...target.nodes], clusterSettings(target.access, patience));
  }
}

/** The settings of a connection to one server; BullMQ opens connections of its own with the same. */
type ServerSettings = {
  replyMapping: 'legacy';
  retryStrategy: () => number;
  connectTimeout: number;
  socketTimeout: number;
  keepAlive: number;
  reconnectOnError: (error: Error) => boolean;
  maxRetriesPerRequest: number | null;
  enableOfflineQueue: boolean;
  commandTimeout?: number;
};

function serverSettings(patience: RedisPatience): ServerSettings {
  const common = {
    replyMapping: 'legacy' as const,
    // Not ioredis's growing delay: after a long outage a worker must be back before its locks run out.
    retryStrategy: () => RECONNECT_AFTER_MS,
    connectTimeout: CONNECT_WITHIN_MS,
    // With a command unanswered for this long the connection is dead, whatever TCP believes, and a
    // new one is made. Longer than the 10 s for which BullMQ lets Redis block at most.
    socketTimeout: 15_000,
    keepAlive: 10_000,
    // A master that became a replica while we were connected: look for the new one.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  };
  return patience === 'fail_fast'
    ? { ...common, enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 1_500 }
    : { ...common, enableOfflineQueue: true, maxRetriesPerRequest: null };
}

function sentinelSettings(target: RedisTarget & { type: 'sentinel' }) {
  const { sentinelPassword } = target;
  return {
    ...accessSettings(target.access),
    ...(target.access.tls ? { enableTLSForSentinelMode: true } : {}),
    ...(target.sentinelTls ? { sentinelTLS: {} } : {}),
    ...(sentinelPassword === undefined ? {} : { sentinelPassword }),
    sentinels: [...target.sentinels],
    name: target.master,
    db: target.db,
    sentinelRetryStrategy: () => RECONNECT_AFTER_MS,
    // Without it a Sentinel that is frozen would be waited for in vain, and the next never asked.
    sentinelCommandTimeout: CONNECT_WITHIN_MS,
  };
}

type FoundAddress = (error: null, address: string) => void;

function clusterSettings(access: RedisAccess, patience: RedisPatience) {
  const { retryStrategy: _, enableOfflineQueue, ...redisOptions } = serverSettings(patience);
  return {
    redisOptions: { ...redisOptions, ...accessSettings(access) },
    enableOfflineQueue,
    clusterRetryStrategy: () => RECONNECT_AFTER_MS,
    slotsRefreshTimeout: CONNECT_WITHIN_MS,
    // A name stays a name, so that a certificate can be checked against it.
    dnsLookup: (host: string, found: FoundAddress) => found(null, host),
    ...(patience === 'fail_fast' ? FEW_REDIRECTIONS : ANY_NUMBER_OF_REDIRECTIONS),
  };
}

/** A delay after each kind: without, two nodes that contradict each other would keep us spinning. */
const ANY_NUMBER_OF_REDIRECTIONS = {
  maxRedirections: Number.POSITIVE_INFINITY,
  retryDelayOnFailover: RECONNECT_AFTER_MS,
  retryDelayOnClusterDown: RECONNECT_AFTER_MS,
  retryDelayOnTryAgain: 100,
  retryDelayOnMoved: 50,
};

function accessSettings({ username, password, tls }: RedisAccess) {
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
  };
}

/** Resolves when it is ready for commands, or when it is not `withinMs` from now. */
export async function untilReady(redis: RedisConnection, withinMs: number): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, withinMs);
    function done() {
      clearTimeout(timer);
      redis.off('ready', done);
      resolve();
    }
    redis.on('ready', done);
  });
}

/** Another connection to the same place, with the same settings. */
export function duplicateConnection(redis: RedisConnection): RedisConnection {
  return redis instanceof Redis ? redis.duplicate() : redis.duplicate();
}

/** The connection to the one server that holds this key; on a Cluster it may be another tomorrow. */
export function serverOf(redis: RedisConnection, key: string): Redis {
  if (redis instanceof Redis) return redis;
  const slot = new Command('exists', [key]).getSlot();
  const [owner] = redis.slots[slot ?? 0] ?? [];
  const server = redis
    .nodes('master')
    .find(({ options }) => `${options.host}:${options.port}` === owner);
  if (!server) throw new Error(`Cluster isn't ready: nobody is known to hold ${key}`);
  return server;
}
