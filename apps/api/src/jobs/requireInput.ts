import { AppError, type Job } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';
import { isExpired } from './isExpired.ts';

/** The input of a job, which is kept as long as its result. */
export async function requireInput(
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
  job: Job,
): Promise<unknown> {
  const input = isExpired(job, clock.now()) ? undefined : await store.findInput(job.id);
  if (input !== undefined) return input;
  throw new AppError('job_expired', `The input of job ${job.id} was kept until ${job.expiresAt}`);
}
