import type { Job, JobEventType, JobStart, JobStatus, LogLine } from '@pitwall/contract';

import type { PendingRoom } from './room.ts';

type Changeable = Omit<Job, 'id' | 'kind' | 'createdAt' | 'updatedAt' | 'version' | 'starts'>;

type Clearable =
  | 'name'
  | 'error'
  | 'termination'
  | 'currentStep'
  | 'checkpoint'
  | 'incumbent'
  | 'nextAttemptAt'
  | 'stopRequestedAt'
  | 'startBy'
  | 'completedAt'
  | 'expiresAt';

/**
 * One change of a record as data, so that the rules are written once and every store applies them
 * in one step: `from` and `fence` are the conditions, the rest is what happens.
 */
export type JobChange = {
  event: JobEventType;
  atMs: number;
  from: readonly JobStatus[];
  /** `is`: only the start that holds this fence may write. `above`: a newer start takes over. */
  fence?: { is: number } | { above: number };
  /** Only the very version that was seen may be changed. */
  ifVersion?: number;
  /** Asked once is enough. */
  unlessSet?: 'stopRequestedAt';
  /**
   * The job as whoever edits it saw it: refused where what people may edit is another by now. What
   * is set by an edit takes the job from one index to another.
   */
  edits?: Job;
  /** It begins to wait again: refused where there is no such room. Absent: it need find none. */
  room?: PendingRoom | undefined;
  to?: JobStatus;
  set: Partial<Changeable>;
  clear?: readonly Clearable[];
  result?: unknown;
  /** A larger result is not written: the change throws `result_too_large`. */
  maxResultBytes?: number;
  checkpoint?: unknown;
  /** Better than all before it: kept beside the record, which gets its summary. */
  incumbent?: Found;
  /** Kept beside the record. */
  logs?: readonly NewLogLine[];
  /** What changes is beside the record: no new version, no event. */
  isSilent?: boolean;
  /**
   * Opens an entry of the hand-over log, with the progress set back to that of the checkpoint it
   * goes on from. A job that was still running has lost its start before: that one is closed as
   * lost, counted, and the job is a suspect from then on.
   */
  opensStart?: boolean;
  /**
   * Closes the newest entry of the hand-over log, if it is open; `lost` counts as above. A start that
   * was lost, or queued away under it, ended when it was last heard of.
   */
  closesStart?: NonNullable<JobStart['ended']>;
  /** When the start that is closed let go of the job, where that was before this change. */
  letGoAtMs?: number;
  expiresAtMs?: number;
  /** It has not ended after all. Refused once its input is gone. */
  forgetsExpiry?: boolean;
  /** What to tell the workers, one of which may be running it. */
  announce?: JobRequest['request'];
  /** So small, and so needed to make room or to tell the truth, that a full store takes it too. */
  evenWhenFull?: boolean;
};

/** A solution, as the job that found it reports it. */
export type Found = { objective?: number; value: unknown };

/** The store counts the lines. */
export type NewLogLine = Omit<LogLine, 'index'>;

/** How many of what it left beside its record a job keeps, the newest of each. */
export const INCUMBENTS_KEPT = 100;
export const LOG_LINES_KEPT = 1_000;

/** A solution that is larger as JSON is not kept, only that it was found. */
export const INCUMBENT_BYTES = 65_536;

/** What the worker that runs a job is asked for: to drop it, or to finish it now. */
export type JobRequest = { id: string; request: 'cancel' | 'stop' };

/** What people may change of a job, other than where it stands. */
export const EDITABLE = ['name', 'priority', 'tags'] as const;

/** How many starts of a job the hand-over log keeps. */
export const STARTS_KEPT = 50;

/** One start of a job by one worker. */
export type Start = { fence: number; attempt: number; workerId: string };

const FENCES_PER_GENERATION = 1_000_000;

/**
 * The fence as one number that only grows: BullMQ counts the starts of a job from 1 again when a new
 * generation of it is queued, so the generation leads.
 */
export function fenceOf(generation: number, startsOfGeneration: number): number {
  return generation * FENCES_PER_GENERATION + startsOfGeneration;
}

/** The conditions of everything that only the start may write which runs the job. */
export function byTheStart(event: JobChange['event'], fence: number, atMs: number) {
  return { event, atMs, from: ['running'] as const, fence: { is: fence } };
}

export function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}

export type At = { atMs: number };
export type Fenced = At & { fence: number };
