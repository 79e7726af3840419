import { isFinished } from '@pitwall/contract';
import type { Response } from 'express';

import type { Accepted } from '../jobs/createOnce.ts';
import { jobView } from '../jobs/jobView.ts';

/** 202: the job, its address and, until it has ended, when to look again. */
export function acceptJob(
  response: Response,
  { accepted: job, isRepeat = false }: Pick<Accepted, 'accepted'> & Partial<Accepted>,
): void {
  if (isRepeat) response.setHeader('Idempotent-Replayed', 'true');
  if (!isFinished(job.status)) response.setHeader('Retry-After', '1');
  response.status(202).location(`/v1/jobs/${job.id}`).json(jobView(job));
}
