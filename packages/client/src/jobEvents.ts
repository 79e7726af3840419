import type { Job, JobEventType, JobStatus, JobView } from '@pitwall/contract';

/** The fields that changed; null is one that was cleared. */
type ChangedFields = { [Field in keyof Omit<Job, 'version'>]?: Job[Field] | null };

export type JobChange = ChangedFields & {
  /** The id of the job. */
  job: string;
  type: JobEventType;
  version: number;
  at?: string;
};

/** `id` says where to go on later. */
type Event<Type extends string, Data> = { type: Type; data: Data; id?: string };

export type JobChangeEvent = Event<JobEventType, JobChange>;

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
