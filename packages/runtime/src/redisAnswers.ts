import type { Logger } from './logger.ts';
import { connectRedis } from './redis.ts';
import type { RedisTarget } from './redisTarget.ts';
import { withTimeLimit } from './withTimeLimit.ts';

/** Whether a Redis takes our commands there, within the time given. */
export async function redisAnswers(
  target: RedisTarget,
  options: { withinMs: number; log: Logger },
): Promise<boolean> {
  const redis = connectRedis(target, { patience: 'patient', log: options.log });
  const answer = redis.ping();
  // Nobody waits for it any more when it comes too late.
  answer.catch(() => {});
  const failed = new Promise<never>((_, reject) => void redis.once('error', reject));
  try {
    await withTimeLimit(Promise.race([answer, failed]), options.withinMs);
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
