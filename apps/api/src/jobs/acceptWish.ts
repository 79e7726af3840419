import type { JobKind, Principal } from '@pitwall/contract';
import type { NewJob } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { type Accepted, createOnce } from './createOnce.ts';
import { newJob, type NewJobFacts } from './newJob.ts';
import { queueJob } from './queueJob.ts';
import { roomFor } from './roomFor.ts';
import type { ReadSubmission } from './submissionReader.ts';

export type AcceptDeps = Pick<
  AppDeps,
  'store' | 'backlog' | 'queue' | 'clock' | 'log' | 'ids' | 'maxPendingJobs'
>;

type Facts = Omit<NewJobFacts, 'id'> & Pick<NewJob, 'idempotency'>;

/** What the store is to create of a submission. */
export async function wishOf(
  deps: AcceptDeps,
  { submission, kind }: ReadSubmission,
  { idempotency, ...facts }: Facts,
): Promise<NewJob> {
  const { input, onBusy } = submission;
  const job = newJob(submission, kind, { ...facts, id: deps.ids.create() });
  return { job, input, room: await roomFor(deps, facts.principal, onBusy), idempotency };
}

/**
 * The record is written before the job is queued: a worker may start the job before `add` returns,
 * and must find a record.
 */
export async function acceptWish(
  deps: AcceptDeps,
  wish: NewJob,
  { kind, principal }: { kind: JobKind; principal: Principal },
): Promise<Accepted> {
  const answer = await createOnce(deps, wish, principal);
  const { accepted } = answer;
  if (accepted.status === 'pending' && accepted.starts === 0) {
    await queueJob(deps, accepted, kind);
  }
  return answer;
}
