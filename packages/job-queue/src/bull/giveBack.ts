import type { RedisConnection } from '@pitwall/runtime';
import type { Job } from 'bullmq';

/**
 * Not an attempt, and back to the head of its priority. BullMQ 6.7 does not wake an idle worker for
 * a job that has a priority and is given back, so we set its marker as an added job does.
 */
export async function giveBack(
  job: Job,
  { redis, marker }: { redis: RedisConnection; marker: string },
): Promise<void> {
  await job.moveToWait(job.token);
  try {
    await redis.zadd(marker, 0, '0');
  } catch {
    // It is given back all the same; workers look by themselves every second.
  }
}
