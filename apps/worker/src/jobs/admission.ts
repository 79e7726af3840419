import type { Job, JobError, JobKinds } from '@pitwall/contract';
import type { Delivery } from '@pitwall/job-queue';
import { NOT_STARTED_IN_TIME } from '@pitwall/job-state';

/** From so many lost starts on a job runs with no other such job beside it. */
const ALONE_AFTER_LOST_STARTS = 2;

/**
 * How often workers refuse a job of a kind they do not know before it is given up. Each time it
 * waits five seconds for another worker: at least a quarter of an hour, which is a long deploy.
 */
const MOST_REFUSALS = 180;

export type Admission =
  | { type: 'run'; ownProcess: boolean; alone: boolean; timeLeftMs: number; isToStop: boolean }
  | { type: 'refuse'; reason: string }
  | { type: 'give_up'; error: JobError };

export type AdmissionRules = {
  /** The kinds this worker runs. */
  kinds: JobKinds;
  /** A job whose workers were lost so often is not started again. */
  maxLostStarts: number;
};

/** One delivery of it, and when that is. */
export type AdmissionMoment = Pick<Delivery, 'refusals'> & { atMs: number };

/** Whether and how a job is to run here, by its record. */
export function admit(
  job: Job,
  { kinds, maxLostStarts }: AdmissionRules,
  moment: AdmissionMoment,
): Admission {
  if (isTooLate(job, moment.atMs)) return { type: 'give_up', error: NOT_STARTED_IN_TIME };
  const kind = kinds.get(job.kind);
  if (!kind) return admitUnknown(job, moment);
  // Still running by its record: the start before this one was lost, and not yet found out.
  const isLost = job.status === 'running';
  const lostStarts = job.lostStarts + (isLost ? 1 : 0);
  if (lostStarts >= maxLostStarts) return { type: 'give_up', error: lostTooOften(lostStarts) };
  const limitSeconds = job.timeLimitSeconds ?? kind.timeLimitSeconds.default;
  const usedMs = 1_000 * job.timeUsedSeconds + (isLost ? lengthOfStart(job) : 0);
  return {
    type: 'run',
    ownProcess: job.isSuspect || isLost,
    alone: lostStarts >= ALONE_AFTER_LOST_STARTS,
    isToStop: job.stopRequestedAt !== undefined,
    timeLeftMs: Math.max(0, 1_000 * limitSeconds - usedMs),
  };
}

/** Once started it may go on whenever that is. */
function isTooLate({ startBy, starts }: Job, atMs: number): boolean {
  return startBy !== undefined && starts === 0 && Date.parse(startBy) < atMs;
}

/** A worker of a newer version may know it; one that nobody knows must not wait for ever. */
function admitUnknown(job: Job, { refusals }: Pick<Delivery, 'refusals'>): Admission {
  const message = `This worker does not run jobs of the kind ${job.kind}`;
  if (refusals < MOST_REFUSALS) return { type: 'refuse', reason: message };
  return { type: 'give_up', error: { code: 'kind_unknown', message } };
}

function lostTooOften(times: number): JobError {
  return {
    code: 'lost_too_often',
    message: `${times} workers were lost while they ran this job, so it is not tried again`,
  };
}

function lengthOfStart({ startedAt, updatedAt }: Job): number {
  return startedAt === undefined ? 0 : Math.max(0, Date.parse(updatedAt) - Date.parse(startedAt));
}
