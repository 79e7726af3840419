import { delayMsOf, type Job } from '@pitwall/contract';
import type { QueueEntry } from '@pitwall/job-queue';

import type { AppDeps } from '../http/appDeps.ts';

type Deps = Pick<AppDeps, 'queue' | 'clock' | 'log' | 'kinds'>;

const AT_ONCE = 200;

/**
 * What queueJob.ts does for one job, for all of a request that have never been started: an earlier
 * request that made them may have died before it queued them.
 */
export async function queueJobs(deps: Deps, jobs: readonly Job[]): Promise<void> {
  const entries = jobs
    .filter(({ status, starts }) => status === 'pending' && starts === 0)
    .flatMap((job) => entryOf(deps, job));
  try {
    for (let from = 0; from < entries.length; from += AT_ONCE) {
      await deps.queue.addAll(entries.slice(from, from + AT_ONCE));
    }
  } catch (error) {
    deps.log.warn({ err: error, jobs: entries.length }, 'jobs left for housekeeping to queue');
  }
}

function entryOf({ kinds, clock }: Deps, job: Job): QueueEntry[] {
  const kind = kinds.get(job.kind);
  return kind ? [{ ...job, attempts: kind.attempts, delayMs: delayMsOf(job, clock.now()) }] : [];
}
