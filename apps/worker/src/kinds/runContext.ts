import { AppError } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';

/**
 * What the worker wants of a job that runs. `stop`: finish now and keep the best so far.
 * `time_limit`: the same, but with nothing in hand the job has failed.
 */
export type Request = 'go_on' | 'release' | 'stop' | 'time_limit';

/** What the code of a kind is given besides its input. */
export type RunContext = {
  /** What an earlier start left, or undefined. */
  checkpoint: unknown;
  /** Cheap: to be asked often. */
  request: () => Request;
  /** Asked to make a report at most four times a second, so that one may cost something. */
  report: (make: () => Progress) => void;
  log: (message: string, facts?: object) => void;
};

/** `released`: not finished, because that was the request; the next start goes on from there. */
export type RunOutcome =
  | { type: 'finished'; result: unknown }
  | { type: 'released'; checkpoint: unknown };

/** Runs in a thread of its own, where it may block. */
export type RunKind = (input: unknown, context: RunContext) => RunOutcome | Promise<RunOutcome>;

export function nothingInTime(): AppError {
  return new AppError('time_limit_exceeded', 'Nothing was found within the time limit');
}
