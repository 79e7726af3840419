import { AppError, isFinished, type Job } from '@pitwall/contract';
import type { RequestHandler } from 'express';

import type { AppDeps } from '../http/appDeps.ts';
import { jobView } from '../jobs/jobView.ts';

export function getJob(deps: Pick<AppDeps, 'store'>): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const job = await requireJob(deps, request.params.id);
    if (!isFinished(job.status)) response.setHeader('Retry-After', '1');
    response.json(jobView(job));
  };
}

const JOB_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** What is no ULID is nobody's id, and must not become part of a key of the store. */
export async function requireJob({ store }: Pick<AppDeps, 'store'>, id: string): Promise<Job> {
  const job = JOB_ID.test(id) ? await store.find(id) : undefined;
  if (!job) throw new AppError('job_not_found', `No job has the id ${id}`);
  return job;
}
