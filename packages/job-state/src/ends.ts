import type { JobError, Termination } from '@pitwall/contract';

import { type At, byTheStart, type Fenced, isoOf, type JobChange } from './jobChange.ts';

export const NOT_STARTED_IN_TIME: JobError = {
  code: 'not_started_in_time',
  message: 'No worker was free to start the job by the time it had to be started',
};

type Ended = At & { keepForMs: number };

export function completed(
  end: Fenced &
    Ended & {
      result: unknown;
      termination?: Termination | undefined;
      maxResultBytes?: number | undefined;
    },
): JobChange {
  return {
    ...byTheStart('completed', end.fence, end.atMs),
    to: 'completed',
    set: {
      progress: 100,
      ...(end.termination === undefined ? {} : { termination: end.termination }),
      ...ended(end),
    },
    clear: ['currentStep', 'checkpoint'],
    result: end.result,
    ...(end.maxResultBytes === undefined ? {} : { maxResultBytes: end.maxResultBytes }),
    closesStart: 'completed',
    expiresAtMs: end.atMs + end.keepForMs,
  };
}

/** Keeps its checkpoint, for a retry goes on from there. */
export function failed(end: Fenced & Ended & { error: JobError }): JobChange {
  return {
    ...byTheStart('failed', end.fence, end.atMs),
    to: 'failed',
    set: { error: end.error, ...ended(end) },
    closesStart: 'failed',
    expiresAtMs: end.atMs + end.keepForMs,
    evenWhenFull: true,
  };
}

/** Not started once more, by whoever would have to: `fence` is above that of every start so far. */
export function gaveUp(end: Fenced & Ended & { error: JobError }): JobChange {
  return {
    ...failed(end),
    from: ['pending', 'running'],
    fence: { above: end.fence },
    set: { error: end.error, fence: end.fence, ...ended(end) },
    clear: ['nextAttemptAt'],
    closesStart: 'lost',
  };
}

/** It was to be started by a certain time, and was not: `fence` is what it has had all along. */
export function notStartedInTime(end: Fenced & Ended): JobChange {
  return {
    ...failed({ ...end, error: NOT_STARTED_IN_TIME }),
    from: ['pending'],
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
    clear: ['nextAttemptAt', 'stopRequestedAt'],
    closesStart: 'cancelled',
    expiresAtMs: end.atMs + end.keepForMs,
    announce: 'cancel',
    evenWhenFull: true,
  };
}

function ended({ atMs, keepForMs }: Ended): { completedAt: string; expiresAt: string } {
  return { completedAt: isoOf(atMs), expiresAt: isoOf(atMs + keepForMs) };
}
