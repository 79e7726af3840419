import { isFinished, type Job } from '@pitwall/contract';
import type { Response } from 'express';

import { jobView } from '../jobs/jobView.ts';

/** 202: the job, its address and, until it has ended, when to look again. */
export function acceptJob(response: Response, job: Job): void {
  if (!isFinished(job.status)) response.setHeader('Retry-After', '1');
  response.status(202).location(`/v1/jobs/${job.id}`).json(jobView(job));
}
