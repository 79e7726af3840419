import { delayMsOf, type Job, type JobKind } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';

/**
 * The record stands, so the job is accepted whatever happens here: housekeeping queues a pending
 * record that has no queued job.
 */
export async function queueJob(
  { queue, clock, log }: Pick<AppDeps, 'queue' | 'clock' | 'log'>,
  job: Job,
  { attempts }: Pick<JobKind, 'attempts'>,
): Promise<void> {
  try {
    await queue.add({ ...job, attempts, delayMs: delayMsOf(job, clock.now()) });
  } catch (error) {
    log.warn(
      { err: error, jobId: job.id, correlationId: job.correlationId },
      'job left for housekeeping to queue',
    );
  }
}
