import type { Job } from '@pitwall/contract';
import type { Request, Response } from 'express';

import type { AppDeps } from '../http/appDeps.ts';
import { preferredWait } from '../http/preferredWait.ts';
import { waitForJob } from './waitForJob.ts';

type Deps = Pick<AppDeps, 'store' | 'events' | 'live' | 'log'>;

/**
 * A job that was just accepted, once it has ended if the client would rather wait for that. Also
 * where it cannot be waited for: the client must hear that its job is accepted.
 */
export async function afterWait(
  deps: Deps,
  accepted: Job,
  { request, response }: { request: Request; response: Response },
): Promise<Job> {
  const seconds = preferredWait(request);
  if (seconds === undefined) return accepted;
  response.setHeader('Preference-Applied', `wait=${seconds}`);
  try {
    await waitForJob(deps, { job: accepted, response }, { seconds, until: 'end' });
    return (await deps.store.find(accepted.id)) ?? accepted;
  } catch (error) {
    deps.log.warn({ err: error, jobId: accepted.id }, 'job could not be waited for');
    return accepted;
  }
}
