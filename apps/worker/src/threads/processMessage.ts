import type { ErrorCode } from '@pitwall/contract';

import type { Request } from '../kinds/runContext.ts';
import type { ThreadJob } from './threadPool.ts';
import type { ThreadOutcome, ThreadReport } from './threadTask.ts';

/** What the process of one job is to run, and within which limits. */
export type ProcessTask = {
  job: ThreadJob;
  /** The built file that its thread runs. */
  file: string;
  threadsPerJob: number;
  /** Limit of the JavaScript heap of its thread. */
  memoryMb: number;
  /** Limit of the whole process. */
  processMemoryMb: number;
};

/** What the worker tells the process of a job. */
export type ToProcess = { type: 'run'; task: ProcessTask } | { type: 'ask'; request: Request };

/** What it tells the worker. `ended`: its thread, or all of it, had to be ended. */
export type FromProcess =
  | ThreadReport
  | { type: 'outcome'; outcome: ThreadOutcome }
  | { type: 'ended'; error: { code: ErrorCode; message: string } };
