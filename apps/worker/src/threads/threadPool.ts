import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';

import { AppError } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';
import { Piscina } from 'piscina';

import type { Request } from '../kinds/runContext.ts';
import { BUILT_CODE } from './builtCode.ts';
import { HeapWatch, heapLimitOf } from './heapWatch.ts';
import { IsolatedRun } from './isolatedRun.ts';
import {
  type LogLevel,
  REQUESTS,
  type ThreadMessage,
  type ThreadOutcome,
  type ThreadTask,
} from './threadTask.ts';

export type ThreadPoolOptions = {
  threads: number;
  /** How many a job may keep busy, its own among them, where its work can be shared out. */
  threadsPerJob: number;
  /** Limit of the JavaScript heap of each thread. */
  memoryMb: number;
  /** Limit of the whole process of a job that has one of its own. */
  processMemoryMb: number;
  /** The built file that each thread runs. */
  file: URL;
  /** A thread ended between two jobs; it is replaced. */
  onError: (error: unknown) => void;
};

export type ThreadJob = Pick<ThreadTask, 'kind' | 'module' | 'input' | 'checkpoint'>;

export type ThreadListener = {
  onProgress: (progress: Progress) => void;
  onLog: (message: string, facts: object, level: LogLevel) => void;
};

/** A job that runs, in a thread or in a process of its own. */
export type ThreadRun = {
  /** Rejects with AppError `out_of_memory` or `crashed`, and when it is aborted. */
  outcome: Promise<ThreadOutcome>;
  /** For the job to see when it looks; a job that never looks is not moved by it. */
  ask: (request: Request) => void;
  /** Ends the thread or process at once. */
  abort: () => void;
};

/** How the pool says that a thread called `process.exit`. */
const EXITED = /^worker exited with code: (\d+)$/;

/** What a thread told last: its outcome comes another way, and may be here first. */
function* leftIn(port: MessagePort): Generator<ThreadMessage> {
  for (;;) {
    const left = receiveMessageOnPort(port);
    if (!left) return;
    yield left.message as ThreadMessage;
  }
}

/** Threads, so that a solve never blocks the loop that renews locks and answers health checks. */
export class ThreadPool {
  readonly #pool: Piscina;
  readonly #options: ThreadPoolOptions;
  readonly #isolated = new Set<IsolatedRun>();
  #inThreads = 0;

  constructor(options: ThreadPoolOptions) {
    const { threads, memoryMb, file, onError } = options;
    this.#options = options;
    this.#pool = new Piscina({
      filename: file.href,
      name: 'solve',
      // All from the start and for good: a warm thread starts a job in under a millisecond.
      minThreads: threads,
      maxThreads: threads,
      resourceLimits: { maxOldGenerationSizeMb: heapLimitOf(memoryMb) },
      execArgv: BUILT_CODE,
    });
    this.#pool.on('error', onError);
  }

  /** How many jobs run. */
  get busy(): number {
    return this.#inThreads + this.#isolated.size;
  }

  /** `ownProcess`: for a job that may take down whatever it runs in. */
  run(job: ThreadJob, listener: ThreadListener, { ownProcess = false } = {}): ThreadRun {
    return ownProcess ? this.#runIsolated(job, listener) : this.#runInThread(job, listener);
  }

  async close(): Promise<void> {
    const isolated = [...this.#isolated];
    for (const run of isolated) run.abort();
    await Promise.allSettled(isolated.map((run) => run.outcome));
    await this.#pool.destroy();
  }

  #runIsolated(job: ThreadJob, listener: ThreadListener): ThreadRun {
    const { file, threadsPerJob, memoryMb, processMemoryMb } = this.#options;
    const run = new IsolatedRun(
      { job, file: file.href, threadsPerJob, memoryMb, processMemoryMb },
      listener,
    );
    this.#isolated.add(run);
    const outcome = run.outcome.finally(() => this.#isolated.delete(run));
    return { outcome, ask: (request) => run.ask(request), abort: () => run.abort() };
  }

  #runInThread(job: ThreadJob, listener: ThreadListener): ThreadRun {
    const abort = new AbortController();
    const request = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const { port1: ours, port2: theirs } = new MessageChannel();
    let heapWatch: HeapWatch | undefined;
    const hear = (message: ThreadMessage) => {
      if (message.type === 'progress') listener.onProgress(message.progress);
      else if (message.type === 'log') {
        listener.onLog(message.message, message.facts, message.level);
      } else heapWatch = this.#watchHeap(message.threadId, abort);
    };
    ours.on('message', hear);
    const { threadsPerJob: threads } = this.#options;
    const task: ThreadTask = { ...job, threads, request, port: theirs };
    const outcome = this.#outcomeOf(task, abort.signal).finally(() => {
      for (const message of leftIn(ours)) hear(message);
      heapWatch?.stop();
      ours.close();
    });
    return {
      outcome,
      ask(wanted) {
        Atomics.store(request, 0, REQUESTS.indexOf(wanted));
        // For code that awaits something, and does not look at the flag.
        ours.postMessage(wanted, []);
      },
      abort: () => abort.abort(),
    };
  }

  #watchHeap(threadId: number, abort: AbortController): HeapWatch | undefined {
    const thread = this.#pool.threads.find((candidate) => candidate.threadId === threadId);
    const { memoryMb } = this.#options;
    return (
      thread && new HeapWatch({ thread, memoryMb, onExceeded: () => abort.abort(this.#tooLarge()) })
    );
  }

  async #outcomeOf(task: ThreadTask, signal: AbortSignal): Promise<ThreadOutcome> {
    this.#inThreads += 1;
    try {
      const options = { transferList: [task.port], signal };
      return (await this.#pool.run(task, options)) as ThreadOutcome;
    } catch (error) {
      if (signal.aborted) throw signal.reason instanceof AppError ? signal.reason : error;
      throw this.#failureOf(error);
    } finally {
      this.#inThreads -= 1;
    }
  }

  #tooLarge(cause?: unknown): AppError {
    const message = `The job needed more than ${this.#options.memoryMb} MB`;
    return new AppError('out_of_memory', message, { cause });
  }

  #failureOf(error: unknown): AppError {
    const { code, message = String(error) } = error as { code?: string; message?: string };
    if (code === 'ERR_WORKER_OUT_OF_MEMORY') return this.#tooLarge(error);
    const exitCode = EXITED.exec(message)?.[1];
    const what =
      exitCode === undefined
        ? `threw an error that nothing caught: ${message}`
        : `ended its own thread (exit code ${exitCode})`;
    return new AppError('crashed', `The job ${what}`, { cause: error });
  }
}
