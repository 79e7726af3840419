import { writeFileSync } from 'node:fs';

import { AppError } from '@pitwall/contract';
import { endOnlyWithParent, systemClock } from '@pitwall/runtime';

import { MemoryWatchdog, readRssMb } from './memoryWatchdog.ts';
import type { FromProcess, ProcessTask, ToProcess } from './processMessage.ts';
import { ThreadPool, type ThreadRun } from './threadPool.ts';

const LOOK_EVERY_MS = 100;

endOnlyWithParent();
volunteerForOutOfMemory();

let run: ThreadRun | undefined;
process.on('message', (message: ToProcess) => {
  if (message.type === 'run') run = start(message.task);
  else run?.ask(message.request);
});

/** Where memory runs out, the kernel should take the process of a suspect before all others. */
function volunteerForOutOfMemory(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // Only Linux has it; elsewhere our own watchdog has to be enough.
  }
}

/** In a thread, so that this one hears the worker and watches the memory whatever the job does. */
function start({ job, file, threadsPerJob, memoryMb, processMemoryMb }: ProcessTask): ThreadRun {
  const watchdog = new MemoryWatchdog({
    limitMb: processMemoryMb,
    everyMs: LOOK_EVERY_MS,
    clock: systemClock,
    readRssMb,
    onExceeded: () =>
      endWith(new AppError('out_of_memory', `The job needed more than ${processMemoryMb} MB`)),
  });
  watchdog.start();
  const pool = new ThreadPool({
    threads: 1,
    threadsPerJob,
    memoryMb,
    processMemoryMb,
    file: new URL(file),
    onError: () => {},
  });
  const started = pool.run(job, {
    onProgress: (progress) => tell({ type: 'progress', progress }),
    onLog: (text, facts, level) => tell({ type: 'log', message: text, facts, level }),
  });
  started.outcome.then(
    (outcome) => end({ type: 'outcome', outcome }),
    (error: unknown) => endWith(asAppError(error)),
  );
  return started;
}

function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('crashed', String(error));
}

function tell(message: FromProcess): void {
  process.send?.(message);
}

function endWith({ code, message }: AppError): void {
  end({ type: 'ended', error: { code, message } });
}

/** The last message; that it has left is known only in the callback. */
function end(message: FromProcess): void {
  process.send?.(message, () => process.disconnect());
}
