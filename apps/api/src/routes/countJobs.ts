import type { RequestHandler } from 'express';

import type { AppDeps } from '../http/appDeps.ts';

export function countJobs({ store }: Pick<AppDeps, 'store'>): RequestHandler {
  return async (_request, response) => {
    response.json(await store.counts());
  };
}
