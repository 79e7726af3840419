import { acceptJob } from '../http/acceptJob.ts';
import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { correlationIdOf } from '../http/correlation.ts';
import { idempotencyOf } from '../http/idempotencyOf.ts';
import { parseBody } from '../http/parseRequest.ts';
import { acceptSubmission, type SubmissionDeps } from '../jobs/acceptSubmission.ts';
import { kindSchema } from '../jobs/kindSchema.ts';
import { requireKind } from '../jobs/requireKind.ts';

export function submitJob(deps: SubmissionDeps & Pick<AppDeps, 'kinds'>): BoundRoute {
  const schemas = new Map([...deps.kinds.values()].map((kind) => [kind, kindSchema(kind)]));
  return bindRoute('submitJob', async ({ body: submission, principal, request, response }) => {
    const idempotency = idempotencyOf(request, response);
    const kind = requireKind(submission.kind, deps.kinds);
    const { input } = parseBody(schemas.get(kind) ?? kindSchema(kind), request.body);
    const correlationId = correlationIdOf(response);
    const facts = { kind, principal, correlationId, idempotency };
    acceptJob(response, await acceptSubmission(deps, { ...submission, input }, facts));
  });
}
