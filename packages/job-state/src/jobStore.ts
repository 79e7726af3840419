import type { Job, JobStatus } from '@pitwall/contract';

import type { JobChange } from './jobChange.ts';

export type NewJob = { job: Job; input: unknown };

/** What became of a change: `refused` when the record had moved on, with where it stands now. */
export type ChangeOutcome =
  | { type: 'applied'; version: number }
  | { type: 'refused'; status: JobStatus; fence: number }
  | { type: 'absent' };

export type ListQuery = {
  status?: JobStatus | undefined;
  kind?: string | undefined;
  slateId?: string | undefined;
  limit: number;
  /** Where the page before ended. */
  after?: ListPosition | undefined;
};

/** A place in the list of all jobs, newest first. */
export type ListPosition = { createdAtMs: number; id: string };

export type JobPage = {
  jobs: Job[];
  /** Records of this page that nobody can read: left as they are, and counted. */
  unreadable: { id: string; reason: string }[];
  /** Absent at the end of the list. A page may be short, or even empty, before that. */
  next?: ListPosition;
};

export type JobCounts = Record<JobStatus, number> & { unreadable: number };

/** A sign of life of a worker, with the starts it believes are its own. */
export type Beat = {
  workerId: string;
  atMs: number;
  running: readonly { id: string; fence: number }[];
};

export type ExpireOptions = {
  atMs: number;
  /** How long the light record stays after input and result are gone. */
  historyForMs: number;
  limit: number;
};

/**
 * Where job records live. test/jobStoreContract.ts says what every implementation must do.
 * Each throws AppError `store_unavailable` when it cannot answer, and `record_unreadable` when what
 * is stored under an id is no record we understand.
 */
export interface JobStore {
  /** Record, indexes and first event, all or nothing. False when the id is taken. */
  create(newJob: NewJob): Promise<boolean>;
  find(id: string): Promise<Job | undefined>;
  /** Each of these three is undefined when there is none (any more). */
  findInput(id: string): Promise<unknown>;
  findResult(id: string): Promise<unknown>;
  findCheckpoint(id: string): Promise<unknown>;
  /** Record, indexes and event, all or nothing, and only if the change's conditions hold. */
  change(id: string, change: JobChange): Promise<ChangeOutcome>;
  list(query: ListQuery): Promise<JobPage>;
  counts(): Promise<JobCounts>;
  /** Marks the worker as alive; returns which of its starts are its own no longer. */
  beat(beat: Beat): Promise<string[]>;
  /** The worker is gone, and knows it. */
  forgetWorker(workerId: string): Promise<void>;
  countWorkers(aliveSinceMs: number): Promise<number>;
  /** Deletes what is past its time, at most `limit` records a call. Returns how many it touched. */
  expire(options: ExpireOptions): Promise<number>;
  /** Calls back with the id of each job that is cancelled, wherever that is asked for. */
  watchCancelled(listener: (id: string) => void): Promise<void>;
  /** For readiness: facts about the store, or a rejection. */
  check(): Promise<object>;
  close(): Promise<void>;
}
