import { threadId } from 'node:worker_threads';

import { AppError } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';

import { Interrupted } from '../kinds/interrupted.ts';
import { runOwnKind } from '../kinds/own/runOwnKind.ts';
import type { Request, RunContext } from '../kinds/runContext.ts';
import { runKind } from '../kinds/runKind.ts';
import { REQUESTS, type ThreadMessage, type ThreadOutcome, type ThreadTask } from './threadTask.ts';

const TELL_EVERY_MS = 250;

/** Runs in each thread of the pool. */
export async function solve(task: ThreadTask): Promise<ThreadOutcome> {
  tell(task, { type: 'began', threadId });
  try {
    const context = contextOf(task);
    const { kind, module, input } = task;
    if (module !== undefined) return await runOwnKind({ kind, module, input }, context);
    return await runKind(kind, input, context);
  } catch (error) {
    return failureOf(error);
  } finally {
    task.port.close();
  }
}

function tell({ port }: ThreadTask, message: ThreadMessage): void {
  port.postMessage(message);
}

function contextOf(task: ThreadTask): RunContext {
  const { checkpoint, request, threads, port } = task;
  const interruption = new AbortController();
  port.on('message', (wanted: Request) => interruption.abort(new Interrupted(wanted)));
  let nextAtMs = 0;
  return {
    checkpoint,
    threads,
    request: () => REQUESTS[Atomics.load(request, 0)] ?? 'go_on',
    report(make: () => Progress) {
      if (performance.now() < nextAtMs) return;
      nextAtMs = performance.now() + TELL_EVERY_MS;
      tell(task, { type: 'progress', progress: make() });
    },
    tell: (progress) => tell(task, { type: 'progress', progress }),
    signal: interruption.signal,
    log: (message, facts = {}, level = 'info') =>
      tell(task, { type: 'log', message, facts, level }),
  };
}

function failureOf(error: unknown): ThreadOutcome {
  if (error instanceof AppError) {
    return { type: 'failed', error: { code: error.code, message: error.message } };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return {
    type: 'failed',
    error: { code: 'internal_error', message },
    ...(stack === undefined ? {} : { stack }),
  };
}
