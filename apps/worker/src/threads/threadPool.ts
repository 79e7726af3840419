import { MessageChannel } from 'node:worker_threads';

import { AppError } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';
import { Piscina } from 'piscina';

import type { Request } from '../kinds/runContext.ts';
import { REQUESTS, type ThreadMessage, type ThreadOutcome, type ThreadTask } from './threadTask.ts';

export type ThreadPoolOptions = {
  threads: number;
  /** Limit of the JavaScript heap of each thread. */
  memoryMb: number;
  /** The built file that each thread runs. */
  file: URL;
  /** A thread ended between two jobs; it is replaced. */
  onError: (error: unknown) => void;
};

export type ThreadJob = { kind: string; input: unknown; checkpoint: unknown };

export type ThreadListener = {
  onProgress: (progress: Progress) => void;
  onLog: (message: string, facts: object) => void;
};

/** A job that runs in a thread. */
export type ThreadRun = {
  /** Rejects with AppError `out_of_memory` or `crashed`, and when it is aborted. */
  outcome: Promise<ThreadOutcome>;
  /** For the job to see when it looks; a job that never looks is not moved by it. */
  ask: (request: Request) => void;
  /** Ends the thread at once. */
  abort: () => void;
};

/** Threads, so that a solve never blocks the loop that renews locks and answers health checks. */
export class ThreadPool {
  readonly #pool: Piscina;
  readonly #memoryMb: number;
  #busy = 0;

  constructor({ threads, memoryMb, file, onError }: ThreadPoolOptions) {
    this.#memoryMb = memoryMb;
    this.#pool = new Piscina({
      filename: file.href,
      name: 'solve',
      // All from the start and for good: a warm thread starts a job in under a millisecond.
      minThreads: threads,
      maxThreads: threads,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      // The second: without it Node 20 dies (`v8::Module::IsGraphAsync`) when a thread is ended
      // while it still loads, because it looks into modules that are half there.
      execArgv: ['--conditions=built', '--no-experimental-require-module'],
    });
    this.#pool.on('error', onError);
  }

  /** How many threads have a job. */
  get busy(): number {
    return this.#busy;
  }

  run(job: ThreadJob, listener: ThreadListener): ThreadRun {
    const abort = new AbortController();
    const request = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const { port1: ours, port2: theirs } = new MessageChannel();
    ours.on('message', (message: ThreadMessage) => {
      if (message.type === 'progress') listener.onProgress(message.progress);
      else listener.onLog(message.message, message.facts);
    });
    const task: ThreadTask = { ...job, request, port: theirs };
    return {
      outcome: this.#outcomeOf(task, abort.signal).finally(() => ours.close()),
      ask: (wanted) => void Atomics.store(request, 0, REQUESTS.indexOf(wanted)),
      abort: () => abort.abort(),
    };
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #outcomeOf(task: ThreadTask, signal: AbortSignal): Promise<ThreadOutcome> {
    this.#busy += 1;
    try {
      const options = { transferList: [task.port], signal };
      return (await this.#pool.run(task, options)) as ThreadOutcome;
    } catch (error) {
      throw signal.aborted ? error : this.#failureOf(error);
    } finally {
      this.#busy -= 1;
    }
  }

  #failureOf(error: unknown): AppError {
    const { code, message } = error as { code?: string; message?: string };
    if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
      return new AppError('out_of_memory', `The job needed more than ${this.#memoryMb} MB`, {
        cause: error,
      });
    }
    return new AppError('crashed', `The thread of the job ended: ${message ?? 'no reason given'}`, {
      cause: error,
    });
  }
}
