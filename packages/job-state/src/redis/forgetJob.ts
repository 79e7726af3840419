import { isFinished, type Job } from '@pitwall/contract';
import { type RedisConnection, runScript } from '@pitwall/runtime';

import type { RemoveOutcome } from '../jobStore.ts';
import type { JobKeys } from './jobKeys.ts';
import { FORGET } from './scripts.ts';

/** Deletes all there is of a job, unless it has changed since it was read; false if so. */
export async function forgetJob(
  redis: RedisConnection,
  keys: JobKeys,
  { id, job }: { id: string; job: Job | undefined },
): Promise<boolean> {
  const indexes = job ? keys.indexesOf(job) : [];
  const done = await runScript(redis, FORGET, {
    keys: [keys.record(id), ...keys.besides(id), keys.expiring, ...indexes],
    args: [
      id,
      job ? String(job.version) : '',
      keys.prefix,
      ...(job ? [JSON.stringify(keys.factsOf(job))] : []),
    ],
  });
  return done === 1;
}

/** The same before its time, for a job that has ended. `find` reads the record as it is now. */
export async function removeJob(
  redis: RedisConnection,
  keys: JobKeys,
  find: () => Promise<Job | undefined>,
): Promise<RemoveOutcome> {
  for (let isAgain = false; ; isAgain = true) {
    const job = await find();
    // Refused before, and gone: the script was sent twice, as is done when a connection breaks.
    if (!job) return isAgain ? 'removed' : 'absent';
    if (!isFinished(job.status)) return 'unfinished';
    if (await forgetJob(redis, keys, { id: job.id, job })) return 'removed';
  }
}
