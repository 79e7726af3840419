import type { Priority } from '@pitwall/contract';

/** What the queue holds of a job. Everything else is in its record. */
export type QueueEntry = {
  id: string;
  generation: number;
  kind: string;
  correlationId: string;
  tenant: string;
  priority: Priority;
  /** How often it is handed over in all, when it fails in a way that can get better. */
  attempts: number;
  /** Not to be handed over before; it takes its turn then. */
  delayMs?: number;
};

/** One generation of a job, which is what is queued. */
export type QueuedId = Pick<QueueEntry, 'id' | 'generation'>;

export type QueueCounts = { waiting: number; active: number; delayed: number };

/**
 * Where a generation of a job stands in the queue. `failed`: it was given up on. `absent` is also
 * what has been cleaned away. `stray`: the queue knows it, and will never hand it over.
 */
export type QueueState =
  | 'waiting'
  | 'delayed'
  | 'active'
  | 'completed'
  | 'failed'
  | 'absent'
  | 'stray';

export type QueueSweep = {
  /** Waiting or delayed. */
  jobs: QueuedId[];
  /** The last of all has been looked at; the next sweep begins anew. */
  isAtEnd: boolean;
};

/** How many of the jobs before one are looked at to tell of which kinds they are. */
export const KINDS_LOOKED_AT = 100;

/**
 * How many jobs will be handed over before this one, if nothing changes, and of which kinds those
 * next to it and those that run are; or when it is to join those that wait. A job that has ended has
 * no place.
 */
export type QueuePlace =
  | { type: 'waiting'; ahead: number; running: number; kinds: string[]; isPaused: boolean }
  | { type: 'delayed'; untilMs: number }
  | { type: 'running' }
  | { type: 'none' };

/**
 * The way in. Of the same priority, tenants take turns: however many jobs of a tenant wait, a single
 * one of another comes after the next of the first, and however many tenants come, a job that waits
 * is never passed for ever. test/jobQueueContract.ts says what every implementation must do.
 */
export interface JobQueue {
  /** Does nothing when this generation of the job is queued already, in whatever state. */
  add(entry: QueueEntry): Promise<void>;
  /** The same for many, faster. Some may be added when it rejects; none is added twice. */
  addAll(entries: readonly QueueEntry[]): Promise<void>;
  /**
   * Of another priority from now on: at the end of its tenant's jobs there if it waits; when it
   * comes back if it is delayed or a worker has it.
   */
  reprioritize(job: QueuedId & Pick<QueueEntry, 'priority' | 'tenant'>): Promise<void>;
  findPlace(job: QueuedId): Promise<QueuePlace>;
  /** In the order of `jobs`. */
  statesOf(jobs: readonly QueuedId[]): Promise<QueueState[]>;
  /** Why a generation that is `failed` was given up on, if the queue knows. */
  failureOf(job: QueuedId): Promise<string | undefined>;
  /** The next `limit` jobs that wait: each sweep goes on where the last one ended. */
  sweep(limit: number): Promise<QueueSweep>;
  /** Takes it away if it waits. One that a worker has is left to that worker. */
  remove(job: QueuedId): Promise<void>;
  counts(): Promise<QueueCounts>;
  close(): Promise<void>;
}

/** One start of a job: what the queue says of it when it hands it over. */
export type Delivery = Pick<QueueEntry, 'id' | 'generation' | 'kind' | 'correlationId'> & {
  /** Starts of this generation, this one included: 1, 2, … */
  start: number;
  /** Starts that count against its tries, this one included. */
  attempt: number;
  isLastAttempt: boolean;
  /** How often workers have refused this generation before. */
  refusals: number;
};

/**
 * What the queue is to do with a job that was handed over. `released` gives it back unpunished, to
 * the head of its priority, or to be handed over after a while; `refused` does the second, and is
 * counted; `failed` ends it, or tries it again after a while if tries are left.
 */
export type Outcome =
  | { type: 'done' }
  | { type: 'released'; againAfterMs?: number }
  | { type: 'refused'; againAfterMs: number }
  | { type: 'failed'; reason: string; againAfterMs?: number };

export type HandleJob = (delivery: Delivery) => Promise<Outcome>;

export type ConsumerOptions = {
  concurrency: number;
  /** The queue has given this start's job to somebody else, or is about to: stop working on it. */
  onLost: (start: Pick<Delivery, 'id' | 'generation' | 'start'>) => void;
};

/** The way out. */
export interface JobConsumer {
  start(): Promise<void>;
  /** Takes nothing new until it is resumed; what was handed over goes on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Takes nothing new. Resolves when everything handed over has come back. */
  drain(): Promise<void>;
  /** Gives back what was handed over and has not come back; returns how many. */
  releaseAll(): Promise<number>;
}
