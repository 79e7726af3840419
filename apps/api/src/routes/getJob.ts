import { AppError, isFinished, type Job, type Principal } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { jobView } from '../jobs/jobView.ts';

export function getJob(deps: Pick<AppDeps, 'store'>): BoundRoute {
  return bindRoute('getJob', async ({ params, principal, response }) => {
    const job = await requireJob(deps, params.id, principal);
    if (!isFinished(job.status)) response.setHeader('Retry-After', '1');
    response.json(jobView(job));
  });
}

const JOB_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/**
 * What is no ULID is nobody's id, and must not become part of a key of the store. A job of another
 * tenant is not there for who asks, unless they look after all tenants.
 */
export async function requireJob(
  { store }: Pick<AppDeps, 'store'>,
  id: string,
  { tenant, scopes }: Pick<Principal, 'tenant' | 'scopes'>,
): Promise<Job> {
  const job = JOB_ID.test(id) ? await store.find(id) : undefined;
  const isVisible = job && (job.tenant === tenant || scopes.has('admin:jobs'));
  if (!isVisible) throw new AppError('job_not_found', `No job has the id ${id}`);
  return job;
}
