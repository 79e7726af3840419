import type { Job, SubmissionReport } from '@pitwall/contract';

import { acceptJob } from '../http/acceptJob.ts';
import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { correlationIdOf } from '../http/correlation.ts';
import { idempotencyOf } from '../http/idempotencyOf.ts';
import { bodyBytesOf } from '../http/requestFingerprint.ts';
import { acceptWish, type AcceptDeps, wishOf } from '../jobs/acceptWish.ts';
import { requireRoom } from '../jobs/createOnce.ts';
import { requireReadable } from '../jobs/requireReadable.ts';
import { type ReadSubmission, SubmissionReader } from '../jobs/submissionReader.ts';
import { afterWait } from '../live/afterWait.ts';

type Deps = AcceptDeps & Pick<AppDeps, 'kinds' | 'metrics' | 'events' | 'live'>;

export function submitJob(deps: Deps): BoundRoute {
  const reader = new SubmissionReader(deps.kinds);
  return bindRoute('submitJob', async ({ body, query, principal, request, response }) => {
    const idempotency = idempotencyOf(request, response);
    const atMs = deps.clock.now();
    const bodyBytes = bodyBytesOf(response);
    const read = reader.read(body, { atMs, bodyBytes });
    const warnings = requireReadable(read, bodyBytes);
    const facts = { principal, correlationId: correlationIdOf(response), atMs };
    const wish = await wishOf(deps, read, { ...facts, idempotency });
    if (query.validateOnly) {
      await requireRoom(deps, wish, principal);
      response.json({ ...reportOf(read.submission, wish.job), warnings });
      return;
    }
    const answer = await acceptWish(deps, wish, { kind: read.kind, principal });
    if (!answer.isRepeat) deps.metrics.submitted(read.kind.name);
    const accepted = await afterWait(deps, answer.accepted, { request, response });
    acceptJob(response, { ...answer, accepted, atMs: deps.clock.now() });
  });
}

/** What would be accepted, in the words of a submission. */
function reportOf(
  { delaySeconds: _isRunAt, ...submission }: ReadSubmission['submission'],
  { tags, timeLimitSeconds = 0, runAt, startBy }: Job,
): Omit<SubmissionReport, 'warnings'> {
  const times = { timeLimitSeconds, ...(runAt && { runAt }), ...(startBy && { startBy }) };
  return {
    submission: { ...submission, tags, ...times },
    bytes: Buffer.byteLength(JSON.stringify(submission.input)),
  };
}
