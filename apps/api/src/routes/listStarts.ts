import type { RequestHandler } from 'express';

import type { AppDeps } from '../http/appDeps.ts';
import { requireJob } from './getJob.ts';

/** The hand-over log: who had the job, from when to when, and what became of each start. */
export function listStarts(deps: Pick<AppDeps, 'store'>): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const { id } = await requireJob(deps, request.params.id);
    response.json({ starts: await deps.store.findStarts(id) });
  };
}
