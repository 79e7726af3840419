import { AppError, type Job, type Principal } from '@pitwall/contract';
import type { JobVersion } from '@pitwall/job-state';
import type { Request, Response } from 'express';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { etagOf } from '../http/etag.ts';
import { preferredWait } from '../http/preferredWait.ts';
import { jobView } from '../jobs/jobView.ts';
import { pollAfterSeconds } from '../jobs/pollAfter.ts';
import { waitForJob } from '../live/waitForJob.ts';

type Deps = Pick<AppDeps, 'store' | 'events' | 'live' | 'clock'>;

/** What is answered goes by the version of the record alone, so that the version can stand for it. */
export function getJob(deps: Deps): BoundRoute {
  return bindRoute('getJob', async ({ params, principal, request, response }) => {
    response.vary('Accept, Prefer');
    const seconds = preferredWait(request);
    if (
      seconds === undefined &&
      (await knowsVersion(deps, params.id, { principal, request, response }))
    ) {
      response.status(304).end();
      return;
    }
    let job = await requireJob(deps, params.id, principal);
    describeVersion(deps, response, job);
    if (seconds !== undefined) {
      response.setHeader('Preference-Applied', `wait=${seconds}`);
      const isConditional = request.get('If-None-Match') !== undefined;
      // Where what the client knows is old already, there is nothing to wait for.
      if (!isConditional || request.fresh) {
        const until = isConditional ? 'change' : 'end';
        await waitForJob(deps, { job, response }, { seconds, until });
        job = await requireJob(deps, params.id, principal);
        describeVersion(deps, response, job);
      }
    }
    response.json(jobView(job));
  });
}

type Asked = { principal: Principal; request: Request; response: Response };

/** Without reading more of the record than that. */
async function knowsVersion(deps: Deps, id: string, asked: Asked): Promise<boolean> {
  const { principal, request, response } = asked;
  if (request.get('If-None-Match') === undefined || !JOB_ID.test(id)) return false;
  const known = await deps.store.findVersion(id);
  if (!known || !mayKnowOf(known, principal)) return false;
  describeVersion(deps, response, known);
  return request.fresh;
}

function describeVersion({ clock }: Deps, response: Response, job: JobVersion): void {
  response.setHeader('ETag', etagOf(job));
  const seconds = pollAfterSeconds(job, clock.now());
  if (seconds === undefined) response.removeHeader('Retry-After');
  else response.setHeader('Retry-After', String(seconds));
}

const JOB_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/**
 * What is no ULID is nobody's id, and must not become part of a key of the store. A job of another
 * tenant is not there for who asks, unless they look after all tenants.
 */
export async function requireJob(
  { store }: Pick<AppDeps, 'store'>,
  id: string,
  principal: Pick<Principal, 'tenant' | 'scopes'>,
): Promise<Job> {
  const job = JOB_ID.test(id) ? await store.find(id) : undefined;
  if (!job || !mayKnowOf(job, principal))
    throw new AppError('job_not_found', `No job has the id ${id}`);
  return job;
}

function mayKnowOf(
  { tenant }: Pick<Job, 'tenant'>,
  principal: Pick<Principal, 'tenant' | 'scopes'>,
): boolean {
  return tenant === principal.tenant || principal.scopes.has('admin:jobs');
}
