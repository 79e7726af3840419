import { type AccessStores, redisAccessStores } from '@pitwall/access';
import { BullJobQueue, type JobQueue } from '@pitwall/job-queue';
import {
  type AuditLog,
  type Backlog,
  type JobStats,
  type JobEvents,
  type JobStore,
  type JobUsage,
  RedisAuditLog,
  RedisBacklog,
  RedisJobStats,
  RedisJobEvents,
  RedisJobStore,
  RedisUsage,
  sharedSecret,
} from '@pitwall/job-state';
import {
  connectRedis,
  type Logger,
  type RedisConfig,
  systemClock,
  throttledErrorLog,
  untilReady,
  warnOfRedisSettings,
} from '@pitwall/runtime';
import type { WebhookBackend } from '@pitwall/webhooks';

import { redisWebhooks } from './webhooks/redisWebhooks.ts';

/** A start does not wait longer for a Redis that is away. */
const CONNECT_WITHIN_MS = 1_000;

/** Records and queue, chosen once at start: both in Redis, or both in this process. */
export type Backend = AccessStores & {
  store: JobStore;
  events: JobEvents;
  backlog: Backlog;
  queue: JobQueue;
  usage: JobUsage;
  stats: JobStats;
  /** What cursors are signed with, where the configuration does not say: one for all replicas. */
  cursorSecret: () => Promise<string>;
  webhooks: WebhookBackend;
  audit: AuditLog;
  /** What Bull Board looks into; a queue in memory has nothing of the kind. */
  inspected?: BullJobQueue['inspected'];
  /** Resolves when there is an answer to whether the store is there; absent where it always is. */
  settled?: () => Promise<void>;
  close: () => Promise<void>;
};

/** One connection for both, which answers with an error when Redis is away: a client is waiting. */
export function createRedisBackend(config: { redis: RedisConfig }, log: Logger): Backend {
  const { target, prefix, waitReplicas } = config.redis;
  const redis = connectRedis(target, { patience: 'fail_fast', log });
  warnOfRedisSettings(redis, { prefix, log });
  const store = new RedisJobStore(redis, { prefix, waitReplicas });
  const events = new RedisJobEvents(redis, { prefix });
  const onError = throttledErrorLog(log, 'queue connection failed', systemClock);
  const queue = new BullJobQueue({ redis, prefix, onError });
  const webhooks = redisWebhooks({ redis, config: config.redis, log });
  return {
    store,
    events,
    backlog: new RedisBacklog(redis, { prefix }),
    queue,
    stats: new RedisJobStats(redis, { prefix }),
    cursorSecret: () => sharedSecret(redis, { prefix, name: 'cursor' }),
    webhooks,
    audit: new RedisAuditLog(redis, { prefix }),
    ...redisAccessStores(redis, { prefix }),
    usage: new RedisUsage(redis, { prefix }),
    inspected: queue.inspected,
    settled: () => untilReady(redis, CONNECT_WITHIN_MS),
    async close() {
      await webhooks.close();
      await queue.close();
      await events.close();
      await store.close();
      redis.disconnect();
    },
  };
}
