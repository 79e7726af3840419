import type { Job } from './job.ts';

/** How long a job that is put on the queue now is to be held back. */
export function delayMsOf({ runAt }: Pick<Job, 'runAt'>, atMs: number): number {
  return runAt === undefined ? 0 : Math.max(0, Date.parse(runAt) - atMs);
}
