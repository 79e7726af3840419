import { AppError, type Job, type JobKind, type JobKinds } from '@pitwall/contract';
import type { NewJob } from '@pitwall/job-state';
import type { Request, Response } from 'express';
import { z } from 'zod';

import { acceptJob } from '../http/acceptJob.ts';
import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { correlationIdOf } from '../http/correlation.ts';
import { IDEMPOTENCY_HEADER, parseIdempotencyKey } from '../http/idempotencyKey.ts';
import { parseBody } from '../http/parseRequest.ts';
import { preferredWait } from '../http/preferredWait.ts';
import { fingerprintOf } from '../http/requestFingerprint.ts';
import { newJob } from '../jobs/newJob.ts';
import { queueJob } from '../jobs/queueJob.ts';
import { waitForJob } from '../live/waitForJob.ts';

type Deps = Pick<
  AppDeps,
  'store' | 'events' | 'live' | 'queue' | 'clock' | 'log' | 'ids' | 'kinds'
>;

const DAY_MS = 86_400_000;

/**
 * The record is written before the job is queued: a worker may start the job before `add` returns,
 * and must find a record.
 */
export function submitJob(deps: Deps): BoundRoute {
  const schemas = new Map([...deps.kinds.values()].map((kind) => [kind, schemaOf(kind)]));
  return bindRoute('submitJob', async ({ body: submission, principal, request, response }) => {
    const idempotency = idempotencyOf(request, response);
    const kind = kindOf(submission.kind, deps.kinds);
    const { input } = parseBody(schemas.get(kind) ?? schemaOf(kind), request.body);
    const job = newJob({ ...submission, input }, kind, {
      id: deps.ids.create(),
      correlationId: correlationIdOf(response),
      principal,
      atMs: deps.clock.now(),
    });
    const { accepted, isRepeat } = await createOnce(deps, { job, input, idempotency });
    if (accepted.status === 'pending' && accepted.starts === 0) {
      await queueJob(deps, accepted, kind);
    }
    if (isRepeat) response.setHeader('Idempotent-Replayed', 'true');
    acceptJob(response, await afterWait(deps, accepted, { request, response }));
  });
}

/** Also where it cannot be waited for: the job is accepted, and the client must hear of that. */
async function afterWait(deps: Deps, accepted: Job, asked: Asked): Promise<Job> {
  const seconds = preferredWait(asked.request);
  if (seconds === undefined) return accepted;
  const { response } = asked;
  response.setHeader('Preference-Applied', `wait=${seconds}`);
  try {
    await waitForJob(deps, { job: accepted, response }, { seconds, until: 'end' });
    return (await deps.store.find(accepted.id)) ?? accepted;
  } catch (error) {
    deps.log.warn({ err: error, jobId: accepted.id }, 'job could not be waited for');
    return accepted;
  }
}

type Asked = { request: Request; response: Response };

function idempotencyOf(request: Request, response: Response): NewJob['idempotency'] {
  const key = parseIdempotencyKey(request.get(IDEMPOTENCY_HEADER));
  if (key === undefined) return undefined;
  return { key, fingerprint: fingerprintOf(response), keepForMs: DAY_MS };
}

/** What a kind asks of its jobs, beside what is asked of every submission. */
function schemaOf({ name, input, timeLimitSeconds: { max } }: JobKind) {
  const tooLong = `must be at most ${max}, which is the longest time limit of a ${name}`;
  return z.object({ input, timeLimitSeconds: z.number().max(max, tooLong).optional() });
}

function kindOf(name: string, kinds: JobKinds): JobKind {
  const kind = kinds.get(name);
  if (kind) return kind;
  const known = [...kinds.keys()].join(', ');
  throw new AppError('invalid_request', `No kind of job is called ${name}`, {
    details: [{ pointer: '#/kind', detail: `must be one of: ${known}` }],
  });
}

type Accepted = { accepted: Job; isRepeat: boolean };

/** The job of this request: a new one, or the one it made when it was sent before. */
async function createOnce({ store }: Deps, wish: NewJob): Promise<Accepted> {
  const outcome = await store.create(wish);
  switch (outcome.type) {
    case 'created':
    // Ids are never given twice. A connection that broke has sent the same command twice.
    case 'taken':
      return { accepted: wish.job, isRepeat: false };
    case 'repeated': {
      if (outcome.id === wish.job.id) return { accepted: wish.job, isRepeat: false };
      const accepted = await store.find(outcome.id);
      if (accepted) return { accepted, isRepeat: true };
      throw new AppError('job_expired', `Job ${outcome.id} of this request is gone by now`);
    }
    case 'conflicting':
      throw new AppError(
        'idempotency_key_reused',
        'This key came with another request before; a new request needs a new key',
      );
  }
}
