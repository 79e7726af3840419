import { AppError, type JobError } from '@pitwall/contract';
import type { JobStore } from '@pitwall/job-state';
import type { Clock, Logger } from '@pitwall/runtime';

import type { ThreadJob, ThreadPool, ThreadRun } from '../threads/threadPool.ts';
import type { ThreadOutcome } from '../threads/threadTask.ts';
import { ProgressWriter } from './progressWriter.ts';
import type { RunningJob } from './runningJobs.ts';

export type JobRunDeps = { store: JobStore; pool: ThreadPool; clock: Clock };
export type JobRunFacts = { job: ThreadJob; id: string; fence: number; log: Logger };

/** `dropped`: it was not ours any more, so nothing was written of how it ended. */
export type RunEnd =
  | { type: 'finished'; result: unknown }
  | { type: 'released' }
  | { type: 'failed'; error: JobError }
  | { type: 'dropped' };

/** One job in its thread, and what is done to it from outside while it is there. */
export class JobRun implements RunningJob {
  readonly id: string;
  readonly fence: number;
  readonly #thread: ThreadRun;
  readonly #progress: ProgressWriter;
  readonly #log: Logger;
  #interrupted: 'dropped' | 'released' | undefined;
  #patience: NodeJS.Timeout | undefined;

  constructor({ store, pool, clock }: JobRunDeps, { job, id, fence, log }: JobRunFacts) {
    this.id = id;
    this.fence = fence;
    this.#log = log;
    this.#progress = new ProgressWriter({
      store,
      clock,
      id,
      fence,
      onRefused: () => this.drop(),
      onError: (error) => log.warn({ err: error }, 'progress not written'),
    });
    this.#thread = pool.run(job, {
      onProgress: (progress) => this.#progress.note(progress),
      onLog: (message, facts) => log.info(facts, message),
    });
  }

  drop(): void {
    this.#interrupted = 'dropped';
    this.#thread.abort();
  }

  release(patienceMs: number): void {
    this.#interrupted ??= 'released';
    this.#thread.ask('release');
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      this.#log.warn({ patienceMs }, 'job did not leave a checkpoint when asked');
      this.#thread.abort();
    }, patienceMs);
  }

  /** Resolves once the thread has let go of the job. */
  async end(): Promise<RunEnd> {
    const end = await this.#endOfThread();
    clearTimeout(this.#patience);
    if (end.type === 'released') await this.#progress.flush();
    else await this.#progress.stop();
    // While the last progress was written, the record may have turned out to be another's.
    return this.#interrupted === 'dropped' ? { type: 'dropped' } : end;
  }

  async #endOfThread(): Promise<RunEnd> {
    try {
      return this.#endOf(await this.#thread.outcome);
    } catch (error) {
      if (this.#interrupted !== undefined) return { type: this.#interrupted };
      if (!(error instanceof AppError)) throw error;
      return { type: 'failed', error: { code: error.code, message: error.message } };
    }
  }

  #endOf(outcome: ThreadOutcome): RunEnd {
    switch (outcome.type) {
      case 'finished':
        return outcome;
      case 'released':
        this.#progress.note({ checkpoint: outcome.checkpoint });
        return { type: 'released' };
      case 'failed':
        if (outcome.stack !== undefined) this.#log.error({ stack: outcome.stack }, 'job threw');
        return { type: 'failed', error: outcome.error };
    }
  }
}
