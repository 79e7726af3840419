import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { AppError } from '@pitwall/contract';

import type { Request } from '../kinds/runContext.ts';
import { BUILT_CODE } from './builtCode.ts';
import type { FromProcess, ProcessTask, ToProcess } from './processMessage.ts';
import type { ThreadListener, ThreadRun } from './threadPool.ts';
import type { ThreadOutcome } from './threadTask.ts';

/** Always the built file, as for a thread. */
const FILE = fileURLToPath(new URL('../../dist/threads/isolatedMain.js', import.meta.url));

/**
 * What V8 says before it ends the process of a thread that asks for much at once and finds its heap
 * full. Node can end the thread alone only when that asks for little.
 */
const MEMORY_IS_FULL = /JavaScript heap out of memory|Fatal process (?:OOM|out of memory)/;
/** Enough for that and for the stack that follows it. */
const LAST_WORDS = 16_384;

/** Short of processes or files, the machine could not even begin: nothing the job can do about. */
export class ProcessNotStarted extends Error {
  override readonly name = 'ProcessNotStarted';
}

type ProcessEnd = { code: number | null; signal: NodeJS.Signals | null };

/** A job in a process of its own: whatever it does there, it does only to itself. */
export class IsolatedRun implements ThreadRun {
  readonly outcome: Promise<ThreadOutcome>;
  readonly #aborted = new AbortController();
  #child: ChildProcess | undefined;
  #last: FromProcess | undefined;
  #lastWords = '';

  constructor(task: ProcessTask, listener: ThreadListener) {
    this.outcome = this.#run(task, listener);
  }

  ask(request: Request): void {
    this.#tell({ type: 'ask', request });
  }

  abort(): void {
    this.#aborted.abort();
    this.#child?.kill('SIGKILL');
  }

  /** Settles when the process is gone, so that nothing of the job is left then. */
  async #run(task: ProcessTask, listener: ThreadListener): Promise<ThreadOutcome> {
    const end = await this.#processOf(task, listener).catch((error: Error) => {
      throw new ProcessNotStarted('The process of the job could not be started', {
        cause: error,
      });
    });
    const last = this.#last;
    if (last?.type === 'outcome') return last.outcome;
    this.#aborted.signal.throwIfAborted();
    if (last?.type === 'ended') throw new AppError(last.error.code, last.error.message);
    throw MEMORY_IS_FULL.test(this.#lastWords)
      ? new AppError('out_of_memory', `The job needed more than ${task.memoryMb} MB`)
      : new AppError('crashed', describeEnd(end));
  }

  async #processOf(task: ProcessTask, listener: ThreadListener): Promise<ProcessEnd> {
    const child = fork(FILE, {
      execArgv: BUILT_CODE,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Out of reach of a Ctrl-C, which the terminal gives to the whole group of the worker: before
      // the process can ignore it, it would end and be taken for a crash of the job. Nothing is lost
      // by it, because the end of the channel ends the process in any case.
      detached: true,
    });
    this.#child = child;
    child.stderr?.on('data', (chunk: Buffer) => this.#passOn(chunk));
    child.on('message', (message) => this.#hear(message as FromProcess, listener));
    this.#tell({ type: 'run', task });
    // `close` and not `exit`: only then everything that the process has said has been heard.
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  #hear(message: FromProcess, listener: ThreadListener): void {
    if (message.type === 'progress') listener.onProgress(message.progress);
    else if (message.type === 'log') listener.onLog(message.message, message.facts, message.level);
    else this.#last ??= message;
  }

  #passOn(chunk: Buffer): void {
    process.stderr.write(chunk);
    this.#lastWords = (this.#lastWords + chunk.toString()).slice(-LAST_WORDS);
  }

  #tell(message: ToProcess): void {
    // A process that is gone hears nothing any more; how it ended is told by `outcome`.
    if (this.#child?.connected) this.#child.send(message, () => {});
  }
}

function describeEnd({ code, signal }: ProcessEnd): string {
  if (signal === 'SIGKILL') {
    return 'The process of the job was killed (SIGKILL), as the system does when memory runs out';
  }
  if (signal !== null) return `The process of the job was ended by a fault (${signal})`;
  return `The process of the job ended by itself (exit code ${code})`;
}
