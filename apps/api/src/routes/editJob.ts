import { AppError, isFinished, type Job, type Principal } from '@pitwall/contract';
import { edited, type Edits } from '@pitwall/job-state';
import type { Response } from 'express';

import type { AppDeps } from '../http/appDeps.ts';
import { tellAudit } from '../http/audited.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { etagOf, isMatch } from '../http/etag.ts';
import { jobView } from '../jobs/jobView.ts';
import { lookAgain } from '../jobs/lookAgain.ts';
import { requireJob } from './getJob.ts';

type Deps = Pick<AppDeps, 'store' | 'queue' | 'clock' | 'log'>;

type Wish = {
  id: string;
  principal: Principal;
  after: Edits;
  ifMatch?: string;
  response: Response;
};

/** Name and tags at any time, the priority until the job has ended. */
export function editJob(deps: Deps): BoundRoute {
  return bindRoute('editJob', async ({ params, body, principal, request, response }) => {
    tellAudit(response, body);
    const ifMatch = request.get('If-Match');
    const after = editsOf(body);
    const wish = { ...params, principal, after, response, ...(ifMatch && { ifMatch }) };
    const job = await lookAgain(params.id, () => edit(deps, wish));
    response.setHeader('ETag', etagOf(job)).json(jobView(job));
  });
}

type Patch = {
  name?: string | null | undefined;
  priority?: Job['priority'] | null | undefined;
  tags?: string[] | null | undefined;
};

/** Null takes away what a job need not have, and sets back what it must have. */
function editsOf({ name, priority, tags }: Patch): Edits {
  return {
    ...(name === undefined ? {} : { name: name ?? undefined }),
    ...(priority === undefined ? {} : { priority: priority ?? 'normal' }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags)] }),
  };
}

async function edit(deps: Deps, wish: Wish): Promise<Job | undefined> {
  const { id, principal, after, ifMatch, response } = wish;
  const before = await requireJob(deps, id, principal);
  if (ifMatch !== undefined && !isMatch(ifMatch, etagOf(before))) {
    response.setHeader('ETag', etagOf(before));
    throw new AppError('precondition_failed', `Job ${id} is ${etagOf(before)} by now`);
  }
  const { priority = before.priority } = after;
  const isOtherPriority = priority !== before.priority;
  if (isOtherPriority && isFinished(before.status)) {
    throw new AppError('job_not_editable', `Job ${id} is ${before.status}: it waits for nothing`);
  }
  const ifVersion = ifMatch === undefined ? undefined : before.version;
  const change = edited({ before, after, atMs: deps.clock.now(), ifVersion });
  if (!change) return before;
  const outcome = await deps.store.change(id, change);
  if (outcome.type !== 'applied') return undefined;
  const job = await requireJob(deps, id, principal);
  if (isOtherPriority) await moveInQueue(deps, job);
  return job;
}

/** The record stands; a job that could not be moved keeps its place until it is queued anew. */
async function moveInQueue({ queue, log }: Deps, job: Job): Promise<void> {
  try {
    await queue.reprioritize(job);
  } catch (error) {
    log.warn({ err: error, jobId: job.id }, 'job not moved in the queue');
  }
}
