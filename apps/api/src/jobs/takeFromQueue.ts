import type { QueuedId } from '@pitwall/job-queue';

import type { AppDeps } from '../http/appDeps.ts';

/** Best effort: a worker that is handed a job which has ended, or is gone, returns it at once. */
export async function takeFromQueue(
  { queue, log }: Pick<AppDeps, 'queue' | 'log'>,
  job: QueuedId,
): Promise<void> {
  try {
    await queue.remove(job);
  } catch (error) {
    log.warn({ err: error, jobId: job.id }, 'ended job left on the queue');
  }
}
