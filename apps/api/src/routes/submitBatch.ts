import type { Job } from '@pitwall/contract';
import type { Response } from 'express';

import { Batch, type BatchDeps } from '../batch/batch.ts';
import { submitAll } from '../batch/submitAll.ts';
import { type BatchAnswer, submitEach } from '../batch/submitEach.ts';
import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { correlationIdOf } from '../http/correlation.ts';
import { problemOf } from '../http/errorResponse.ts';
import { idempotencyOf } from '../http/idempotencyOf.ts';
import { bodyBytesOf } from '../http/requestFingerprint.ts';
import { jobView } from '../jobs/jobView.ts';
import { SubmissionReader } from '../jobs/submissionReader.ts';

/** Many jobs in one request: each by itself, or all or none. */
export function submitBatch(
  given: Omit<BatchDeps, 'reader'> & Pick<AppDeps, 'metrics'>,
): BoundRoute {
  const deps = { ...given, reader: new SubmissionReader(given.kinds) };
  const count = (jobs: readonly Job[], isRepeat: boolean) => {
    if (!isRepeat) for (const { kind } of jobs) deps.metrics.submitted(kind);
  };
  return bindRoute('submitBatch', async ({ body, query, principal, request, response }) => {
    const batch = new Batch(deps, body.jobs, {
      principal,
      correlationId: correlationIdOf(response),
      idempotency: idempotencyOf(request, response),
      bodyBytes: bodyBytesOf(response),
    });
    if (query.atomic) {
      const { jobs, isRepeat } = await submitAll(deps, batch);
      sayIfRepeated(response, isRepeat);
      count(jobs, isRepeat);
      response.status(202).json({ jobs: jobs.map(jobView) });
      return;
    }
    const { answers, isRepeat } = await submitEach(deps, batch);
    throwIfAway(answers);
    sayIfRepeated(response, isRepeat);
    count(
      answers.flatMap((answer) => ('job' in answer ? [answer.job] : [])),
      isRepeat,
    );
    sayWhenToTryAgain(response, answers);
    const asResult = (answer: BatchAnswer) => {
      if ('job' in answer) return { status: 202, job: jobView(answer.job) };
      const problem = problemOf(answer.failure, request.path, correlationIdOf(response));
      return { status: problem.status, problem };
    };
    response.json({ results: answers.map(asResult) });
  });
}

function sayIfRepeated(response: Response, isRepeat: boolean): void {
  if (isRepeat) response.setHeader('Idempotent-Replayed', 'true');
}

/** The whole batch is to be sent again where the service could take none of it. */
function throwIfAway(answers: readonly BatchAnswer[]): void {
  if (answers.some((answer) => 'job' in answer)) return;
  const away = answers.find((answer) => 'failure' in answer && answer.failure.status === 503);
  if (away && 'failure' in away) throw away.failure;
}

/** When all that found no room may find some. */
function sayWhenToTryAgain(response: Response, answers: readonly BatchAnswer[]): void {
  const seconds = answers.flatMap((answer) =>
    'failure' in answer ? (answer.failure.retryAfterSeconds ?? []) : [],
  );
  if (seconds.length > 0) response.setHeader('Retry-After', String(Math.max(...seconds)));
}
