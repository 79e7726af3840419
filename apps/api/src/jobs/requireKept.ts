import { AppError, type Job } from '@pitwall/contract';

import { isExpired } from './isExpired.ts';

/** What goes with the result is gone with it, which an empty list would not tell. */
export function requireKept(job: Job, what: string, nowMs: number): void {
  if (!isExpired(job, nowMs)) return;
  throw new AppError(
    'job_expired',
    `The ${what} of job ${job.id} were kept until ${job.expiresAt}`,
  );
}
