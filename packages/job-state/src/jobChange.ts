import type { Job, JobError, JobStatus, Termination } from '@pitwall/contract';

type JobEventType =
  | 'submitted'
  | 'started'
  | 'progressed'
  | 'released'
  | 'requeued'
  | 'attempt_failed'
  | 'completed'
  | 'failed'
  | 'cancelled';

type Changeable = Omit<Job, 'id' | 'kind' | 'createdAt' | 'updatedAt' | 'version' | 'starts'>;

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
  to?: JobStatus;
  set: Partial<Changeable>;
  clear?: readonly ('error' | 'termination' | 'currentStep' | 'checkpoint')[];
  result?: unknown;
  checkpoint?: unknown;
  countStart?: boolean;
  expiresAtMs?: number;
  /** Tell the workers, one of which may be running it. */
  announce?: boolean;
};

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

type At = { atMs: number };
type Fenced = At & { fence: number };
type Ended = At & { keepForMs: number };

export function started({ fence, attempt, workerId, atMs }: Start & At): JobChange {
  return {
    event: 'started',
    atMs,
    // From running too: the start before this one was lost with its worker.
    from: ['pending', 'running'],
    fence: { above: fence },
    to: 'running',
    set: { fence, attempt, workerId, startedAt: iso(atMs) },
    clear: ['error', 'termination'],
    countStart: true,
  };
}

/** What a running job tells of itself. What it does not say stays as it was. */
export type Progress = {
  /** Per cent. */
  progress?: number;
  currentStep?: string;
  checkpoint?: unknown;
};

export function progressed({ fence, atMs, ...made }: Progress & Fenced): JobChange {
  const { checkpoint, ...set } = made;
  return {
    ...running('progressed', fence, atMs),
    set,
    ...(checkpoint === undefined ? {} : { checkpoint }),
  };
}

export function completed(
  end: Fenced & Ended & { result: unknown; termination?: Termination | undefined },
): JobChange {
  return {
    ...running('completed', end.fence, end.atMs),
    to: 'completed',
    set: {
      progress: 100,
      ...(end.termination === undefined ? {} : { termination: end.termination }),
      ...ended(end),
    },
    clear: ['currentStep', 'checkpoint'],
    result: end.result,
    expiresAtMs: end.atMs + end.keepForMs,
  };
}

export function failed(end: Fenced & Ended & { error: JobError }): JobChange {
  return {
    ...running('failed', end.fence, end.atMs),
    to: 'failed',
    set: { error: end.error, ...ended(end) },
    expiresAtMs: end.atMs + end.keepForMs,
  };
}

/** Failed, and to be tried again: the record says why until the next start. */
export function attemptFailed({ fence, error, atMs }: Fenced & { error: JobError }): JobChange {
  return { ...running('attempt_failed', fence, atMs), to: 'pending', set: { error } };
}

/** Given back unfinished and unpunished. */
export function released({ fence, atMs }: Fenced): JobChange {
  return { ...running('released', fence, atMs), to: 'pending', set: {} };
}

/** Put on the queue anew, because it is on none: whoever still runs it has lost it. */
export function requeued({ fence, generation, atMs }: Fenced & { generation: number }): JobChange {
  return {
    event: 'requeued',
    atMs,
    from: ['pending', 'running'],
    fence: { is: fence },
    to: 'pending',
    set: { generation, fence: fenceOf(generation, 0) },
  };
}

/** At once and whoever runs it: that worker is told, and whatever it writes later is refused. */
export function cancelled(end: Ended): JobChange {
  return {
    event: 'cancelled',
    atMs: end.atMs,
    from: ['pending', 'running'],
    to: 'cancelled',
    set: ended(end),
    expiresAtMs: end.atMs + end.keepForMs,
    announce: true,
  };
}

function running(event: JobEventType, fence: number, atMs: number) {
  return { event, atMs, from: ['running'] as const, fence: { is: fence } };
}

function ended({ atMs, keepForMs }: Ended): { completedAt: string; expiresAt: string } {
  return { completedAt: iso(atMs), expiresAt: iso(atMs + keepForMs) };
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
