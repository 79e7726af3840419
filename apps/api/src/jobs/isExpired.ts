import type { Job } from '@pitwall/contract';

/** By the clock, not by whether housekeeping has come round to deleting input and result. */
export function isExpired(job: Job, nowMs: number): boolean {
  return job.expired || (job.expiresAt !== undefined && Date.parse(job.expiresAt) <= nowMs);
}
