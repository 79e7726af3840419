import { AppError, type JobError, type Termination } from '@pitwall/contract';
import type { JobStore } from '@pitwall/job-state';
import type { Clock, Logger } from '@pitwall/runtime';

import { terminationOf } from '../kinds/terminationOf.ts';
import { ProcessNotStarted } from '../threads/isolatedRun.ts';
import type { ThreadJob, ThreadPool, ThreadRun } from '../threads/threadPool.ts';
import type { LogLevel, ThreadOutcome } from '../threads/threadTask.ts';
import { logLineOf } from './logLineOf.ts';
import { ProgressWriter } from './progressWriter.ts';
import type { RunningJob } from './runningJobs.ts';

export type JobRunDeps = { store: JobStore; pool: ThreadPool; clock: Clock };
export type JobRunFacts = {
  job: ThreadJob;
  id: string;
  fence: number;
  ownProcess: boolean;
  /** Of the time limit, when it starts. */
  timeLeftMs: number;
  /** An earlier start was asked to finish, and has not got to it. */
  isToStop: boolean;
  log: Logger;
};

/** `dropped`: it was not ours any more, so nothing was written of how it ended. */
export type RunEnd =
  | { type: 'finished'; result: unknown; termination: Termination | undefined }
  | { type: 'released'; isSuspect: boolean; letGoAtMs: number; againAfterMs?: number }
  | { type: 'failed'; error: JobError }
  | { type: 'dropped' };

/** How long a job whose time is over may take to hand in what it has. */
const HAND_IN_WITHIN_MS = 5_000;

/** A machine that cannot start a process may be able to a little later. */
const START_AGAIN_AFTER_MS = 5_000;

/** How it is to end when its thread is ended from outside. */
type Interruption =
  | { type: 'dropped' }
  | { type: 'released'; isSuspect: boolean }
  | { type: 'failed'; error: JobError };

/** One job in its thread, and what is done to it from outside while it is there. */
export class JobRun implements RunningJob {
  readonly id: string;
  readonly fence: number;
  readonly hasOwnProcess: boolean;
  readonly #thread: ThreadRun;
  readonly #progress: ProgressWriter;
  readonly #log: Logger;
  readonly #clock: Clock;
  #interrupted: Interruption | undefined;
  #isStopping = false;
  #patience: NodeJS.Timeout | undefined;
  readonly #timeLimit: NodeJS.Timeout;

  constructor({ store, pool, clock }: JobRunDeps, facts: JobRunFacts) {
    const { job, id, fence, ownProcess, timeLeftMs, isToStop, log } = facts;
    this.id = id;
    this.fence = fence;
    this.hasOwnProcess = ownProcess;
    this.#log = log;
    this.#clock = clock;
    this.#progress = new ProgressWriter({
      store,
      clock,
      id,
      fence,
      onRefused: () => this.drop(),
      onError: (error) => log.warn({ err: error }, 'progress not written'),
    });
    const listener = {
      onProgress: this.#progress.note.bind(this.#progress),
      onLog: (message: string, told: object, level: LogLevel) => {
        log[level](told, message);
        this.#progress.log(logLineOf({ level, message, facts: told }, clock.now()));
      },
    };
    this.#thread = pool.run(job, listener, { ownProcess });
    this.#timeLimit = setTimeout(() => this.#timeIsOver(), timeLeftMs);
    if (isToStop) this.stop();
  }

  drop(): void {
    this.#interrupted = { type: 'dropped' };
    this.#thread.abort();
  }

  release(patienceMs: number): void {
    // Once is enough: asked again and again its patience would never be over.
    if (this.#interrupted?.type === 'released') return;
    this.#interrupted ??= { type: 'released', isSuspect: false };
    this.#thread.ask('release');
    this.#abortAfter(patienceMs, 'job did not leave a checkpoint when asked');
  }

  stop(): void {
    // What interrupts it asks for something else, and the record keeps the stop for the next start.
    if (this.#interrupted || this.#isStopping) return;
    this.#isStopping = true;
    this.#log.info('job asked to finish');
    this.#thread.ask('stop');
  }

  setAside(): void {
    this.#endNow({ type: 'released', isSuspect: true });
  }

  /** Resolves once the thread has let go of the job. */
  async end(): Promise<RunEnd> {
    const end = await this.#endOfThread();
    clearTimeout(this.#patience);
    clearTimeout(this.#timeLimit);
    await this.#writeLast(end);
    // While the last progress was written, the record may have turned out to be another's.
    return this.#interrupted?.type === 'dropped' ? this.#interrupted : end;
  }

  /** A checkpoint not written yet is worth having wherever the job may go on. */
  async #writeLast(end: RunEnd): Promise<void> {
    if (end.type === 'released') await this.#progress.finish();
    else if (end.type === 'failed') await this.#progress.flush();
    else if (end.type === 'finished') await this.#progress.end();
    else await this.#progress.stop();
  }

  /** Finish now and keep what you have; what has nothing, or does not hear, has failed. */
  #timeIsOver(): void {
    if (this.#interrupted) return;
    const message = 'The job did not come to an end within its time limit';
    this.#interrupted = { type: 'failed', error: { code: 'time_limit_exceeded', message } };
    this.#thread.ask('time_limit');
    this.#abortAfter(HAND_IN_WITHIN_MS, 'job did not hand in what it has when its time was over');
  }

  #endNow(end: Interruption): void {
    // What is dropped stays so: it is not ours to say how it ends.
    if (this.#interrupted?.type !== 'dropped') this.#interrupted = end;
    this.#thread.abort();
  }

  #abortAfter(patienceMs: number, message: string): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      this.#log.warn({ patienceMs }, message);
      this.#thread.abort();
    }, patienceMs);
  }

  async #endOfThread(): Promise<RunEnd> {
    try {
      return this.#endOf(await this.#thread.outcome);
    } catch (error) {
      if (this.#interrupted) return this.#endFor(this.#interrupted);
      if (error instanceof ProcessNotStarted) {
        this.#log.warn({ err: error }, 'process of the job could not be started');
        return { ...this.#letGo(true), againAfterMs: START_AGAIN_AFTER_MS };
      }
      if (!(error instanceof AppError)) throw error;
      return { type: 'failed', error: { code: error.code, message: error.message } };
    }
  }

  #endOf(outcome: ThreadOutcome): RunEnd {
    switch (outcome.type) {
      case 'finished':
        return { ...outcome, termination: outcome.termination ?? terminationOf(outcome.result) };
      case 'released':
        this.#progress.note({ checkpoint: outcome.checkpoint });
        return this.#letGo(false);
      case 'failed':
        if (outcome.stack !== undefined) this.#log.error({ stack: outcome.stack }, 'job threw');
        return { type: 'failed', error: outcome.error };
    }
  }

  #endFor(interrupted: Interruption): RunEnd {
    return interrupted.type === 'released' ? this.#letGo(interrupted.isSuspect) : interrupted;
  }

  #letGo(isSuspect: boolean): Extract<RunEnd, { type: 'released' }> {
    return { type: 'released', isSuspect, letGoAtMs: this.#clock.now() };
  }
}
