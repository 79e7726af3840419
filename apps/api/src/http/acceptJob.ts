import type { Response } from 'express';

import type { Accepted } from '../jobs/createOnce.ts';
import { jobView } from '../jobs/jobView.ts';
import { pollAfterSeconds } from '../jobs/pollAfter.ts';

type Answer = Pick<Accepted, 'accepted'> & Partial<Accepted> & { atMs: number };

/** 202: the job, its address and, until it has ended, when to look again. */
export function acceptJob(
  response: Response,
  { accepted: job, isRepeat = false, atMs }: Answer,
): void {
  if (isRepeat) response.setHeader('Idempotent-Replayed', 'true');
  const seconds = pollAfterSeconds(job, atMs);
  if (seconds !== undefined) response.setHeader('Retry-After', String(seconds));
  response.status(202).location(`/v1/jobs/${job.id}`).json(jobView(job));
}
