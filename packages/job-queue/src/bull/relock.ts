import { type RedisConnection, runScript } from '@pitwall/runtime';
import type { Job } from 'bullmq';

import { RELOCK } from './queueScripts.ts';

/** Whether the job is (still, or again) locked by the worker that was handed it. */
export async function relock(
  redis: RedisConnection,
  job: Job,
  { toKey, forMs }: { toKey: (name: string) => string; forMs: number },
): Promise<boolean> {
  const id = job.id ?? '';
  const reply = await runScript(redis, RELOCK, {
    keys: [toKey('active'), toKey('stalled'), toKey(id), toKey(`${id}:lock`)],
    args: [id, job.token ?? '', String(job.attemptsStarted), String(forMs)],
  });
  return reply === 1;
}
