import type { FoundIncumbent, Job, JobStart, JobStatus, LogLine } from '@pitwall/contract';

import type { JobChange, JobRequest } from './jobChange.ts';
import type { OverQuota, Room } from './room.ts';

/** A request that may be repeated: with the same key it makes no second job while the key is kept. */
export type Idempotency = { key: string; fingerprint: string; keepForMs: number };

export type NewJob = {
  job: Job;
  input: unknown;
  idempotency?: Idempotency | undefined;
  /** Absent for a job that is taken whatever waits already. */
  room?: Room | undefined;
};

/** Several jobs of one request, and of one key; without any, only the request is remembered. */
export type NewJobs = Pick<NewJob, 'idempotency' | 'room'> & {
  jobs: readonly Pick<NewJob, 'job' | 'input'>[];
  tenant: string;
  atMs: number;
  /** Says what would become of them, and writes nothing. */
  isTrial?: boolean;
};

/**
 * `conflicting`: the key was used for another request. `taken`: there is a job of this id, as when a
 * connection broke and sent the same again. `over_quota`: so many jobs are pending that these are
 * too many. `busy`: these could not all start at once.
 */
type NotRepeated =
  | { type: 'created' }
  | { type: 'conflicting' }
  | { type: 'taken' }
  | OverQuota
  | { type: 'busy' };

/** `repeated`: this very request has made jobs before. */
export type CreateOutcome = NotRepeated | { type: 'repeated'; id: string };
export type CreateAllOutcome = NotRepeated | { type: 'repeated'; ids: string[] };

/**
 * What became of a change: `refused` when the record had moved on, with where it stands now;
 * `over_limit` when as many jobs of its API key run as may, with how many have found that and wait,
 * or 0 for one that has run before, which is to ask again soon; `over_quota` when it may not wait.
 */
export type ChangeOutcome =
  | { type: 'applied'; version: number }
  | { type: 'refused'; status: JobStatus; fence: number }
  | { type: 'over_limit'; standingAside: number }
  | OverQuota
  | { type: 'absent' };

/** As much of a job as answers who has it in this version already. */
export type JobVersion = Pick<Job, 'tenant' | 'status' | 'runAt' | 'nextAttemptAt' | 'version'>;

/** What was noted beside a record after the entry of this index, oldest first. */
export type NotesQuery = { after: number; limit: number };

export type RemoveOutcome = 'removed' | 'unfinished' | 'absent';

export const LIST_ORDERS = ['newest', 'oldest', 'last_ended', 'first_ended'] as const;
/** By creation, or, of jobs that have ended, by their end. */
export type ListOrder = (typeof LIST_ORDERS)[number];

/** All that is said must hold of a job. */
export type ListQuery = {
  /** Undefined: of all tenants. */
  tenant?: string | undefined;
  /** One, or any of several. */
  status?: JobStatus | readonly JobStatus[] | undefined;
  kind?: string | undefined;
  slateId?: string | undefined;
  tags?: readonly string[] | undefined;
  /** As `searchWords` gives them: of each, a word of the job begins so. Needs a tenant. */
  words?: readonly string[] | undefined;
  createdFromMs?: number | undefined;
  createdBeforeMs?: number | undefined;
  /** In an order by end only. */
  endedBeforeMs?: number | undefined;
  /** `newest` where not said. */
  order?: ListOrder | undefined;
  limit: number;
  /** Where the page before ended. */
  after?: ListPosition | undefined;
};

/** A place in a list: when the job there was created, or ended, whichever the order goes by. */
export type ListPosition = { atMs: number; id: string };

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
  /** How many jobs it runs at once. */
  threads: number;
  running: readonly { id: string; fence: number }[];
};

/** What the workers that are alive can do at once. */
export type Capacity = { workers: number; threads: number };

/** Which of the starts of a beat are its worker's no longer, and which are to finish now. */
export type BeatAnswer = { lost: string[]; stopping: string[] };

/** The part of a record that must agree with the queue. */
export type Standing = { id: string; status: JobStatus; generation: number; updatedAtMs: number };

export type Sweep = {
  jobs: Standing[];
  /** The last job of this status has been looked at; the next sweep begins anew. */
  isAtEnd: boolean;
};

export type ExpireOptions = {
  atMs: number;
  /** How long the light record stays after input and result are gone. */
  historyForMs: number;
  limit: number;
};

/**
 * Where job records live. test/jobStoreContract.ts says what every implementation must do.
 * Each throws AppError `store_unavailable` when it cannot answer, `store_full` when there is no room, and `record_unreadable` when what
 * is stored under an id is no record we understand.
 */
export interface JobStore {
  /** Record, indexes, first event and idempotency key, all or nothing. */
  create(newJob: NewJob): Promise<CreateOutcome>;
  /** The same for all the jobs of a request: all of them, or none. */
  createAll(newJobs: NewJobs): Promise<CreateAllOutcome>;
  find(id: string): Promise<Job | undefined>;
  /** Enough to know whether somebody has seen the record as it is, and may see it. */
  findVersion(id: string): Promise<JobVersion | undefined>;
  /** Each of these three is undefined when there is none (any more). */
  findInput(id: string): Promise<unknown>;
  findResult(id: string): Promise<unknown>;
  findCheckpoint(id: string): Promise<unknown>;
  /** The hand-over log, oldest first; only the newest fifty starts are kept. */
  findStarts(id: string): Promise<JobStart[]>;
  /** The newest hundred, and the newest thousand, until the job's data expires. */
  findIncumbents(id: string, query: NotesQuery): Promise<FoundIncumbent[]>;
  findLogs(id: string, query: NotesQuery): Promise<LogLine[]>;
  /** Record, indexes and event, all or nothing, and only if the change's conditions hold. */
  change(id: string, change: JobChange): Promise<ChangeOutcome>;
  list(query: ListQuery): Promise<JobPage>;
  /** Of one tenant, or of all. */
  counts(tenant?: string): Promise<JobCounts>;
  /**
   * The next `limit` jobs of a status, oldest first: each sweep goes on where the last one ended,
   * whichever process made it. What cannot be read is left out.
   */
  sweep(query: { status: JobStatus; limit: number }): Promise<Sweep>;
  /** In the order of `ids`; undefined where there is no record, or none that can be read. */
  findStandings(ids: readonly string[]): Promise<(Standing | undefined)[]>;
  /** Marks the worker as alive. */
  beat(beat: Beat): Promise<BeatAnswer>;
  /** The worker is gone, and knows it. */
  forgetWorker(workerId: string): Promise<void>;
  findCapacity(aliveSinceMs: number): Promise<Capacity>;
  /** Deletes what is past its time, at most `limit` records a call. Returns how many it touched. */
  expire(options: ExpireOptions): Promise<number>;
  /** Deletes all there is of a job that has ended, before its time. */
  remove(id: string): Promise<RemoveOutcome>;
  /** Calls back with what is asked of jobs that may be running, wherever that is asked. */
  watchRequests(listener: (request: JobRequest) => void): Promise<void>;
  /** For readiness: facts about the store, or a rejection. */
  check(): Promise<object>;
  close(): Promise<void>;
}
