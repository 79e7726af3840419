import { AppError, isFinished, type Job, type JobKind, type JobKinds } from '@pitwall/contract';
import { retried } from '@pitwall/job-state';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';

import { acceptJob } from '../http/acceptJob.ts';
import type { AppDeps } from '../http/appDeps.ts';
import { parseBody } from '../http/parseRequest.ts';
import { isExpired } from '../jobs/isExpired.ts';
import { queueJob } from '../jobs/queueJob.ts';
import { requireJob } from './getJob.ts';

type Deps = Pick<AppDeps, 'store' | 'queue' | 'clock' | 'log' | 'kinds'>;

const Wish = z.strictObject({ fromStart: z.boolean().default(false) });
type Wish = z.output<typeof Wish>;

const LOOKS = 5;

/** A failed or cancelled job, on its way again as the next generation. */
export function retryJob(deps: Deps): RequestHandler<{ id: string }> {
  return async (request, response) => {
    acceptJob(response, await retry(deps, request.params.id, wishOf(request)));
  };
}

/** The body may be missing; one that nobody parsed may not, for it would be passed over in silence. */
function wishOf(request: Request<{ id: string }>): Wish {
  const length = request.get('Transfer-Encoding') ?? request.get('Content-Length') ?? '0';
  if (length !== '0' && !request.is('application/json')) {
    throw new AppError('unsupported_media_type', 'Send {"fromStart": true} as application/json');
  }
  return parseBody(Wish, request.body ?? {});
}

/** Looks again when the job has moved between look and change, and goes by what it is then. */
async function retry(deps: Deps, id: string, wish: Wish): Promise<Job> {
  for (let look = 0; look < LOOKS; look += 1) {
    const job = await requireJob(deps, id);
    // Asked twice, or on its way for another reason: what was wanted is so.
    if (!isFinished(job.status)) return job;
    const atMs = deps.clock.now();
    const kind = requireRetryable(job, deps.kinds, atMs);
    const { fence } = job;
    const change = retried({ ...wish, fence, generation: job.generation + 1, atMs });
    const outcome = await deps.store.change(id, change);
    if (outcome.type === 'applied') return await queueAnew(deps, id, kind);
  }
  throw new Error(`Job ${id} refused to be tried again, and nothing shows why`);
}

async function queueAnew(deps: Deps, id: string, kind: JobKind): Promise<Job> {
  const job = await requireJob(deps, id);
  // What the queue may still hold of older generations is refused by the fence.
  if (job.status === 'pending') await queueJob(deps, job, kind);
  return job;
}

/** The kind, which says how often the job may be tried; or the failure that says why it may not. */
function requireRetryable(job: Job, kinds: JobKinds, atMs: number): JobKind {
  const { id, status, expiresAt } = job;
  if (status === 'completed') {
    throw new AppError('job_not_retryable', `Job ${id} is completed: it has its result`);
  }
  if (isExpired(job, atMs)) {
    throw new AppError('job_expired', `The input of job ${id} was kept until ${expiresAt}`);
  }
  const kind = kinds.get(job.kind);
  if (kind) return kind;
  throw new AppError('job_not_retryable', `Nobody here knows the kind of job ${job.kind} any more`);
}
