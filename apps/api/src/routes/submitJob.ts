import type { Job, SubmissionReport } from '@pitwall/contract';

import { acceptJob } from '../http/acceptJob.ts';
import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { correlationIdOf } from '../http/correlation.ts';
import { idempotencyOf } from '../http/idempotencyOf.ts';
import { createOnce, requireRoom } from '../jobs/createOnce.ts';
import { newJob } from '../jobs/newJob.ts';
import { queueJob } from '../jobs/queueJob.ts';
import { roomFor } from '../jobs/roomFor.ts';
import { type ReadSubmission, SubmissionReader } from '../jobs/submissionReader.ts';
import { afterWait } from '../live/afterWait.ts';

type Deps = Pick<
  AppDeps,
  | 'store'
  | 'events'
  | 'live'
  | 'backlog'
  | 'queue'
  | 'clock'
  | 'log'
  | 'ids'
  | 'kinds'
  | 'maxPendingJobs'
>;

/**
 * The record is written before the job is queued: a worker may start the job before `add` returns,
 * and must find a record.
 */
export function submitJob(deps: Deps): BoundRoute {
  const reader = new SubmissionReader(deps.kinds);
  return bindRoute('submitJob', async ({ body, query, principal, request, response }) => {
    const idempotency = idempotencyOf(request, response);
    const atMs = deps.clock.now();
    const { submission, kind } = reader.readRest(body, atMs);
    const facts = { id: deps.ids.create(), correlationId: correlationIdOf(response) };
    const job = newJob(submission, kind, { ...facts, principal, atMs });
    const room = await roomFor(deps, principal, submission.onBusy);
    const wish = { job, input: submission.input, room };
    if (query.validateOnly) {
      await requireRoom(deps, wish, principal);
      response.json(reportOf(submission, job));
      return;
    }
    const { accepted, isRepeat } = await createOnce(deps, { ...wish, idempotency }, principal);
    if (accepted.status === 'pending' && accepted.starts === 0) {
      await queueJob(deps, accepted, kind);
    }
    if (isRepeat) response.setHeader('Idempotent-Replayed', 'true');
    acceptJob(response, await afterWait(deps, accepted, { request, response }));
  });
}

/** What would be accepted, in the words of a submission. */
function reportOf(
  { delaySeconds: _isRunAt, ...submission }: ReadSubmission['submission'],
  { tags, timeLimitSeconds = 0, runAt, startBy }: Job,
): SubmissionReport {
  const times = { timeLimitSeconds, ...(runAt && { runAt }), ...(startBy && { startBy }) };
  return {
    submission: { ...submission, tags, ...times },
    bytes: Buffer.byteLength(JSON.stringify(submission.input)),
    warnings: [],
  };
}
