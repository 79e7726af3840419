import {
  BullJobConsumer,
  BullJobQueue,
  BullRounds,
  type ConsumerOptions,
  type HandleJob,
  type JobConsumer,
  type JobQueue,
  type RoundOptions,
  type Rounds,
} from '@pitwall/job-queue';
import {
  type Backlog,
  type DueTimes,
  type JobStore,
  RedisBacklog,
  RedisDueTimes,
  RedisJobStore,
} from '@pitwall/job-state';
import {
  connectRedis,
  type Logger,
  type RedisConfig,
  systemClock,
  throttledErrorLog,
  warnOfRedisSettings,
} from '@pitwall/runtime';

/** Records and queue, chosen once at start: both in Redis, or both in this process. */
export type Backend = {
  store: JobStore;
  backlog: Backlog;
  queue: JobQueue;
  dueTimes: DueTimes;
  createConsumer: (handle: HandleJob, options: ConsumerOptions) => JobConsumer;
  createRounds: (options: RoundOptions) => Rounds;
  close: () => Promise<void>;
};

/** One connection for all, which waits for a Redis that is away; BullMQ adds one that blocks. */
export function createRedisBackend(
  config: { redis: RedisConfig },
  { workerId, log }: { workerId: string; log: Logger },
): Backend {
  const { target, prefix } = config.redis;
  const redis = connectRedis(target, { patience: 'patient', log });
  warnOfRedisSettings(redis, { prefix, log });
  const onError = throttledErrorLog(log, 'queue connection failed', systemClock);
  const onRebuilt = () => log.warn('queue consumer was stuck and has been made anew');
  const store = new RedisJobStore(redis, { prefix });
  const queue = new BullJobQueue({ redis, prefix, onError });
  return {
    store,
    backlog: new RedisBacklog(redis, { prefix }),
    queue,
    dueTimes: new RedisDueTimes(redis, { prefix }),
    createConsumer: (handle, options) =>
      new BullJobConsumer(handle, { ...options, redis, prefix, workerId, onError, onRebuilt }),
    createRounds: (options) => new BullRounds({ ...options, redis, prefix }),
    async close() {
      await queue.close();
      await store.close();
      redis.disconnect();
    },
  };
}
