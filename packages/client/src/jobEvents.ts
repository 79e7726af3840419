import type { Job, JobStatus, JobView } from '@pitwall/contract';

/** What can happen to a job. A newer service may know more. */
export type JobChangeType =
  | 'submitted'
  | 'started'
  | 'progressed'
  | 'logged'
  | 'edited'
  | 'stop_requested'
  | 'released'
  | 'lost'
  | 'requeued'
  | 'attempt_failed'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'retried'
  | 'expired'
  | 'deleted';

/** The fields that changed; null is one that was cleared. */
type ChangedFields = { [Field in keyof Omit<Job, 'version'>]?: Job[Field] | null };

export type JobChange = ChangedFields & {
  /** The id of the job. */
  job: string;
  type: JobChangeType;
  version: number;
  at?: string;
};

/** `id` says where to go on later. */
type Event<Type extends string, Data> = { type: Type; data: Data; id?: string };

export type JobChangeEvent = Event<JobChangeType, JobChange>;

export type JobEvent =
  | Event<'snapshot', JobView>
  | JobChangeEvent
  | Event<'end', { job: string; status: JobStatus }>;

/** `missed`: something happened that nobody can tell any more. */
export type TenantEvent = Event<'ready', { tenant: string; missed: boolean }> | JobChangeEvent;

/** The job as it is after the change. */
export function jobAfter<Of extends Job>(before: Of, change: JobChange): Of {
  const { job: _job, type: _type, at = before.updatedAt, ...fields } = change;
  const after = Object.entries({ ...before, ...fields, updatedAt: at });
  return Object.fromEntries(after.filter(([, value]) => value !== null)) as Of;
}
