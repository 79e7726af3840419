import type { JobError } from '@pitwall/contract';

import {
  type At,
  byTheStart,
  type Fenced,
  fenceOf,
  type Found,
  isoOf,
  type JobChange,
  type NewLogLine,
  type Start,
} from './jobChange.ts';
import type { PendingRoom } from './room.ts';

export function started({ fence, attempt, workerId, atMs }: Start & At): JobChange {
  return {
    event: 'started',
    atMs,
    // From running too: the start before this one was lost with its worker.
    from: ['pending', 'running'],
    fence: { above: fence },
    to: 'running',
    set: { fence, attempt, workerId, startedAt: isoOf(atMs) },
    clear: ['error', 'termination', 'nextAttemptAt'],
    opensStart: true,
  };
}

/** What a running job tells of itself. What it does not say stays as it was. */
export type Progress = {
  /** Per cent. */
  progress?: number;
  currentStep?: string;
  checkpoint?: unknown;
  /** A solution better than those before. */
  incumbent?: Found;
};

export function progressed(made: Progress & Fenced & { logs?: readonly NewLogLine[] }): JobChange {
  const { fence, atMs, checkpoint, incumbent, logs, ...set } = made;
  return {
    ...byTheStart('progressed', fence, atMs),
    set,
    ...(checkpoint === undefined ? {} : { checkpoint }),
    ...(incumbent === undefined ? {} : { incumbent }),
    ...(logs === undefined ? {} : { logs }),
  };
}

/** Only what it logs: nobody has to look at the record again for that. */
export function logged({ fence, atMs, logs }: Fenced & { logs: readonly NewLogLine[] }): JobChange {
  return { ...byTheStart('logged', fence, atMs), set: {}, logs, isSilent: true };
}

/** Failed, and to be tried again: the record says why and when. The next attempt has all its time. */
export function attemptFailed(
  facts: Fenced & { error: JobError; nextAttemptAtMs: number },
): JobChange {
  return {
    ...byTheStart('attempt_failed', facts.fence, facts.atMs),
    to: 'pending',
    set: {
      error: facts.error,
      nextAttemptAt: isoOf(facts.nextAttemptAtMs),
      timeUsedSeconds: 0,
    },
    closesStart: 'attempt_failed',
    evenWhenFull: true,
  };
}

/** Given back unfinished and unpunished. */
export function released({
  fence,
  atMs,
  letGoAtMs = atMs,
  isSuspect = false,
}: Fenced & { letGoAtMs?: number; isSuspect?: boolean }): JobChange {
  return {
    ...byTheStart('released', fence, atMs),
    to: 'pending',
    set: isSuspect ? { isSuspect } : {},
    closesStart: 'released',
    letGoAtMs,
    evenWhenFull: true,
  };
}

/** Its worker is gone: the queue has already put it where the next worker takes it. */
export function lost({ fence, atMs }: Fenced): JobChange {
  return {
    ...byTheStart('lost', fence, atMs),
    to: 'pending',
    set: {},
    closesStart: 'lost',
    evenWhenFull: true,
  };
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
    clear: ['nextAttemptAt'],
    closesStart: 'requeued',
  };
}

/**
 * A failed or cancelled job on its way again, as the next generation, with all its attempts. It goes
 * on from the checkpoint it has unless it is to begin anew.
 */
export function retried(
  wish: Fenced & { generation: number; fromStart: boolean; room?: PendingRoom },
): JobChange {
  const { fence, generation, atMs, fromStart, room } = wish;
  return {
    event: 'retried',
    atMs,
    from: ['failed', 'cancelled'],
    fence: { is: fence },
    room,
    to: 'pending',
    set: {
      generation,
      fence: fenceOf(generation, 0),
      attempt: 0,
      lostStarts: 0,
      timeUsedSeconds: 0,
      ...(fromStart ? { progress: 0 } : {}),
    },
    clear: [
      'error',
      'termination',
      'startBy',
      'completedAt',
      'expiresAt',
      'stopRequestedAt',
      ...(fromStart ? (['checkpoint', 'currentStep', 'incumbent'] as const) : []),
    ],
    forgetsExpiry: true,
  };
}
