import { BullDeliveryQueue } from '@pitwall/job-queue';
import {
  connectRedis,
  type Logger,
  type RedisConfig,
  type RedisConnection,
  systemClock,
  throttledErrorLog,
} from '@pitwall/runtime';
import {
  RedisDeliveryLog,
  RedisOutbox,
  RedisWebhookStore,
  type WebhookBackend,
} from '@pitwall/webhooks';

type Parts = { redis: RedisConnection; config: RedisConfig; log: Logger };

/**
 * Requests share the connection of all others, which answers at once when Redis is away. What is
 * done in the background has one that waits, so that no delivery is given up for an outage.
 */
export function redisWebhooks({ redis, config, log }: Parts): WebhookBackend {
  const { target, prefix } = config;
  const waiting = connectRedis(target, {
    patience: 'patient',
    log: log.child({ for: 'webhooks' }),
  });
  const onError = throttledErrorLog(log, 'webhook queue failed', systemClock);
  const storageOn = (connection: RedisConnection) => ({
    store: new RedisWebhookStore(connection, { prefix }),
    log: new RedisDeliveryLog(connection, { prefix, clock: systemClock }),
    queue: new BullDeliveryQueue({ redis: connection, prefix, onError }),
  });
  const storage = storageOn(redis);
  const background = {
    ...storageOn(waiting),
    outbox: new RedisOutbox({ redis: waiting, prefix, onError }),
  };
  return {
    storage,
    background,
    async close() {
      await Promise.all([storage.queue.close(), background.queue.close()]);
      waiting.disconnect();
    },
  };
}
