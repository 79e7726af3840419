import { AppError, type Job } from '@pitwall/contract';

import { acceptJob } from '../http/acceptJob.ts';
import type { AppDeps } from '../http/appDeps.ts';
import { tellAudit } from '../http/audited.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { correlationIdOf } from '../http/correlation.ts';
import { idempotencyOf } from '../http/idempotencyOf.ts';
import { acceptWish, type AcceptDeps, wishOf } from '../jobs/acceptWish.ts';
import { isExpired } from '../jobs/isExpired.ts';
import { mergePatch } from '../jobs/mergePatch.ts';
import { type ReadSubmission, SubmissionReader } from '../jobs/submissionReader.ts';
import { requireJob } from './getJob.ts';

type Deps = AcceptDeps & Pick<AppDeps, 'kinds'>;

/** A new job of who asks, with the input of one that is there. */
export function cloneJob(deps: Deps): BoundRoute {
  const reader = new SubmissionReader(deps.kinds);
  return bindRoute('cloneJob', async ({ params, body, principal, request, response }) => {
    const idempotency = idempotencyOf(request, response);
    const model = await requireJob(deps, params.id, principal);
    const { input: patch = {}, priority, tags, ...changes } = body.overrides;
    const merged = {
      kind: model.kind,
      name: model.name,
      timeLimitSeconds: model.timeLimitSeconds,
      ...changes,
      priority: priority ?? model.priority,
      tags: tags ?? model.tags,
      input: mergePatch(await requireInput(deps, model), patch),
    };
    const atMs = deps.clock.now();
    const read = readOverrides(() => reader.read(merged, { atMs, bodyBytes: Infinity }));
    const facts = { principal, correlationId: correlationIdOf(response), atMs, idempotency };
    const wish = await wishOf(deps, read, { ...facts, clonedFrom: model.id });
    const answer = await acceptWish(deps, wish, { kind: read.kind, principal });
    tellAudit(response, { clone: answer.accepted.id });
    acceptJob(response, { ...answer, atMs });
  });
}

async function requireInput({ store, clock }: Deps, job: Job): Promise<unknown> {
  const input = isExpired(job, clock.now()) ? undefined : await store.findInput(job.id);
  if (input !== undefined) return input;
  throw new AppError('job_expired', `The input of job ${job.id} was kept until ${job.expiresAt}`);
}

/** Points to what is wrong where the client has said it. */
function readOverrides(read: () => ReadSubmission): ReadSubmission {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const details = error.details.map(({ pointer, ...detail }) => ({
      ...detail,
      ...(pointer === undefined ? {} : { pointer: pointer.replace('#', '#/overrides') }),
    }));
    throw new AppError(error.code, error.message, { cause: error, details });
  }
}
