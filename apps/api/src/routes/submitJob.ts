import { AppError, type Job, type JobKind, type JobKinds, Submission } from '@pitwall/contract';
import type { RequestHandler } from 'express';

import type { AppDeps } from '../http/appDeps.ts';
import { correlationIdOf } from '../http/correlation.ts';
import { parseBody } from '../http/parseRequest.ts';
import { jobView } from '../jobs/jobView.ts';
import { newJob } from '../jobs/newJob.ts';

type Deps = Pick<AppDeps, 'store' | 'queue' | 'clock' | 'log' | 'ids' | 'kinds'>;

/**
 * The record is written before the job is queued: a worker may start the job before `add` returns,
 * and must find a record.
 */
export function submitJob(deps: Deps): RequestHandler {
  return async (request, response) => {
    if (!request.is('application/json')) {
      throw new AppError('unsupported_media_type', 'Send the job as application/json');
    }
    const submission = parseBody(Submission, request.body);
    const kind = kindOf(submission.kind, deps.kinds);
    const input = parseBody(kind.input, submission.input, ['input']);
    const job = newJob({ ...submission, input }, kind, {
      id: deps.ids.create(),
      correlationId: correlationIdOf(response),
      atMs: deps.clock.now(),
    });
    if (!(await deps.store.create({ job, input }))) {
      throw new Error(`Two jobs were given the id ${job.id}`);
    }
    await enqueue(deps, job, kind);
    response.status(202).location(`/v1/jobs/${job.id}`).setHeader('Retry-After', '1');
    response.json(jobView(job));
  };
}

function kindOf(name: string, kinds: JobKinds): JobKind {
  const kind = kinds.get(name);
  if (kind) return kind;
  const known = [...kinds.keys()].join(', ');
  throw new AppError('invalid_request', `No kind of job is called ${name}`, {
    details: [{ pointer: '#/kind', detail: `must be one of: ${known}` }],
  });
}

/**
 * The record stands, so the job is accepted whatever happens here: housekeeping queues a pending
 * record that has no queued job.
 */
async function enqueue({ queue, log }: Deps, job: Job, kind: JobKind): Promise<void> {
  try {
    await queue.add({ ...job, attempts: kind.attempts });
  } catch (error) {
    log.warn(
      { err: error, jobId: job.id, correlationId: job.correlationId },
      'job left for housekeeping to queue',
    );
  }
}
