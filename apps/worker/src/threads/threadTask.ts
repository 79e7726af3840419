import type { MessagePort } from 'node:worker_threads';

import type { JobError } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';

import type { Request, RunOutcome } from '../kinds/runContext.ts';

/** What a thread is given: a job, a flag it looks at and a port it tells through. */
export type ThreadTask = {
  kind: string;
  /** With the code of a kind that a user has added. */
  module?: string | undefined;
  input: unknown;
  checkpoint: unknown;
  /** How many threads it may keep busy, its own among them. */
  threads: number;
  request: Int32Array;
  port: MessagePort;
};

export type LogLevel = 'info' | 'warn';

/** What it tells while it runs. */
export type ThreadReport =
  | { type: 'progress'; progress: Progress }
  | { type: 'log'; message: string; facts: object; level: LogLevel };

/** What it says in all: first who it is. */
export type ThreadMessage = { type: 'began'; threadId: number } | ThreadReport;

/** What it gives back. A failure is a value: a thrown error would lose its code on the way. */
export type ThreadOutcome = RunOutcome | { type: 'failed'; error: JobError; stack?: string };

/** The flag as a number, which is all that two threads can share. */
export const REQUESTS: readonly Request[] = ['go_on', 'release', 'stop', 'time_limit'];
