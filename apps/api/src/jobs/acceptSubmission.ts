import {
  AppError,
  type Job,
  type JobKind,
  type Principal,
  type Submission,
} from '@pitwall/contract';
import type { NewJob } from '@pitwall/job-state';
import type { z } from 'zod';

import type { AppDeps } from '../http/appDeps.ts';
import { newJob } from './newJob.ts';
import { queueJob } from './queueJob.ts';

export type SubmissionDeps = Pick<AppDeps, 'store' | 'queue' | 'clock' | 'log' | 'ids'>;

/** What is known of a submission beside what it says: its input has been parsed by its kind. */
export type SubmissionFacts = {
  kind: JobKind;
  principal: Principal;
  correlationId: string;
  idempotency: NewJob['idempotency'];
  clonedFrom?: string;
};

export type Accepted = { accepted: Job; isRepeat: boolean };

/**
 * The record is written before the job is queued: a worker may start the job before `add` returns,
 * and must find a record.
 */
export async function acceptSubmission(
  deps: SubmissionDeps,
  submission: z.output<typeof Submission>,
  { kind, idempotency, ...facts }: SubmissionFacts,
): Promise<Accepted> {
  const { input } = submission;
  const ids = { id: deps.ids.create(), atMs: deps.clock.now() };
  const job = newJob(submission, kind, { ...facts, ...ids });
  const answer = await createOnce(deps, { job, input, idempotency });
  const { accepted } = answer;
  if (accepted.status === 'pending' && accepted.starts === 0) {
    await queueJob(deps, accepted, kind);
  }
  return answer;
}

/** The job of this request: a new one, or the one it made when it was sent before. */
async function createOnce(
  { store }: Pick<SubmissionDeps, 'store'>,
  wish: NewJob,
): Promise<Accepted> {
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
