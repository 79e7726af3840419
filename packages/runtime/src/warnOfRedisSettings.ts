import type { Logger } from './logger.ts';
import type { RedisConnection } from './redis.ts';
import { readRedisFacts, redisWarnings } from './redisFacts.ts';

/** Once Redis is there: what it is, and plainly, which of its settings could lose jobs. */
export function warnOfRedisSettings(redis: RedisConnection, options: WarnOptions): void {
  redis.once('ready', () => void tellSettings(redis, options));
}

type WarnOptions = { prefix: string; log: Logger };

async function tellSettings(redis: RedisConnection, { prefix, log }: WarnOptions): Promise<void> {
  try {
    const facts = await readRedisFacts(redis, prefix);
    log.info(facts, 'redis connected');
    for (const warning of redisWarnings(facts)) log.warn(warning);
  } catch (error) {
    log.warn({ err: error }, 'redis settings could not be read');
  }
}
