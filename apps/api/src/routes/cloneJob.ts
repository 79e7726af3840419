import { AppError, type Job } from '@pitwall/contract';
import { z } from 'zod';

import { acceptJob } from '../http/acceptJob.ts';
import type { AppDeps } from '../http/appDeps.ts';
import { tellAudit } from '../http/audited.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { correlationIdOf } from '../http/correlation.ts';
import { idempotencyOf } from '../http/idempotencyOf.ts';
import { parseBody } from '../http/parseRequest.ts';
import { acceptSubmission, type SubmissionDeps } from '../jobs/acceptSubmission.ts';
import { isExpired } from '../jobs/isExpired.ts';
import { kindSchema } from '../jobs/kindSchema.ts';
import { mergePatch } from '../jobs/mergePatch.ts';
import { requireKind } from '../jobs/requireKind.ts';
import { requireJob } from './getJob.ts';

type Deps = SubmissionDeps & Pick<AppDeps, 'kinds'>;

/** A new job of who asks, with the input of one that is there. */
export function cloneJob(deps: Deps): BoundRoute {
  return bindRoute('cloneJob', async ({ params, body, principal, request, response }) => {
    const idempotency = idempotencyOf(request, response);
    const model = await requireJob(deps, params.id, principal);
    const kind = requireKind(model.kind, deps.kinds);
    const { name, timeLimitSeconds } = model;
    const { input: patch = {}, priority, tags, ...changes } = body.overrides;
    const input = mergePatch(await requireInput(deps, model), patch);
    const submission = {
      kind: kind.name,
      name,
      timeLimitSeconds,
      ...changes,
      priority: priority ?? model.priority,
      tags: tags ?? model.tags,
    };
    // As if all of it had come as overrides, so that what is wrong is pointed to where it was said.
    const schema = z.object({ overrides: kindSchema(kind) });
    const { overrides } = parseBody(schema, { overrides: { ...submission, input } });
    const clone = { ...submission, input: overrides.input };
    const correlationId = correlationIdOf(response);
    const facts = { kind, principal, correlationId, idempotency, clonedFrom: model.id };
    const answer = await acceptSubmission(deps, clone, facts);
    tellAudit(response, { clone: answer.accepted.id });
    acceptJob(response, answer);
  });
}

async function requireInput({ store, clock }: Deps, job: Job): Promise<unknown> {
  const input = isExpired(job, clock.now()) ? undefined : await store.findInput(job.id);
  if (input !== undefined) return input;
  throw new AppError('job_expired', `The input of job ${job.id} was kept until ${job.expiresAt}`);
}
