import { AppError, type Termination } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';
import type { KindRequest } from '@pitwall/kinds';

import type { LogLevel } from '../threads/threadTask.ts';

/** What the worker wants of a job that runs. */
export type Request = KindRequest;

/** What the code of a kind is given besides its input. */
export type RunContext = {
  /** What an earlier start left, or undefined. */
  checkpoint: unknown;
  /** How many threads it may keep busy, its own among them; the result must not depend on it. */
  threads: number;
  /** Cheap: to be asked often. */
  request: () => Request;
  /** Asked to make a report at most four times a second, so that one may cost something. */
  report: (make: () => Progress) => void;
  /** The same at once and always: for what must not be lost. */
  tell: (progress: Progress) => void;
  /** Aborts at the first request that is not to go on, as soon as the code awaits something. */
  signal: AbortSignal;
  log: (message: string, facts?: object, level?: LogLevel) => void;
};

/** `released`: not finished, because that was the request; the next start goes on from there. */
export type RunOutcome =
  | { type: 'finished'; result: unknown; termination?: Termination }
  | { type: 'released'; checkpoint: unknown };

/** Runs in a thread of its own, where it may block. */
export type RunKind = (input: unknown, context: RunContext) => RunOutcome | Promise<RunOutcome>;

export function stoppedWithoutResult(): AppError {
  const message = 'The job was stopped before it had any result';
  return new AppError('stopped_without_result', message);
}

export function nothingInTime(): AppError {
  return new AppError('time_limit_exceeded', 'Nothing was found within the time limit');
}
