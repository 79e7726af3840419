/** What can happen to a job, as its stream of events calls it. A newer service may know more. */
export const JOB_EVENT_TYPES = [
  'submitted',
  'started',
  'progressed',
  'logged',
  'edited',
  'stop_requested',
  'released',
  'lost',
  'requeued',
  'attempt_failed',
  'completed',
  'failed',
  'cancelled',
  'retried',
  'expired',
  'deleted',
] as const;
export type JobEventType = (typeof JOB_EVENT_TYPES)[number];
