import type { Priority } from '@pitwall/contract';

/** What the queue holds of a job. Everything else is in its record. */
export type QueueEntry = {
  id: string;
  generation: number;
  kind: string;
  correlationId: string;
  priority: Priority;
  /** How often it is handed over in all, when it fails in a way that can get better. */
  attempts: number;
};

export type QueueCounts = { waiting: number; active: number; delayed: number };

/**
 * Where a generation of a job stands in the queue. `held`: it will be handed over, or has been.
 * `failed`: it will not be, because it was given up on. `absent` is also what has been cleaned away.
 */
export type QueueState = 'held' | 'completed' | 'failed' | 'absent';

/** The way in. test/jobQueueContract.ts says what every implementation must do. */
export interface JobQueue {
  /** Does nothing when this generation of the job is queued already, in whatever state. */
  add(entry: QueueEntry): Promise<void>;
  stateOf(entry: Pick<QueueEntry, 'id' | 'generation'>): Promise<QueueState>;
  /** Takes it away if it waits. One that a worker has is left to that worker. */
  remove(entry: Pick<QueueEntry, 'id' | 'generation'>): Promise<void>;
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
};

/**
 * What the queue is to do with a job that was handed over. `released` gives it back unpunished, to
 * the head of its priority; `failed` ends it, or tries it again later if `again` and tries are left.
 */
export type Outcome =
  | { type: 'done' }
  | { type: 'released' }
  | { type: 'failed'; reason: string; again: boolean };

export type HandleJob = (delivery: Delivery) => Promise<Outcome>;

export type ConsumerOptions = {
  concurrency: number;
  /** The queue has given a job of ours to somebody else, or is about to: stop working on it. */
  onLost: (id: string) => void;
};

/** The way out. */
export interface JobConsumer {
  start(): Promise<void>;
  /** Takes nothing new. Resolves when everything handed over has come back. */
  drain(): Promise<void>;
  /** Gives back what was handed over and has not come back; returns how many. */
  releaseAll(): Promise<number>;
}
