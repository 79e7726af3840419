import { setTimeout as sleep } from 'node:timers/promises';

import {
  AppError,
  type ErrorCode,
  ERROR_CODES,
  type JobError,
  type JobKinds,
} from '@pitwall/contract';
import type { Delivery, HandleJob, Outcome } from '@pitwall/job-queue';
import {
  attemptFailed,
  type ChangeOutcome,
  completed,
  failed,
  fenceOf,
  type JobChange,
  type JobStore,
  released,
  started,
} from '@pitwall/job-state';
import type { Clock, Logger } from '@pitwall/runtime';

import type { ThreadPool } from '../threads/threadPool.ts';
import { JobRun, type RunEnd } from './jobRun.ts';
import type { RunningJobs } from './runningJobs.ts';

export type RunJobDeps = {
  store: JobStore;
  pool: ThreadPool;
  running: RunningJobs;
  clock: Clock;
  log: Logger;
  workerId: string;
  /** The kinds this worker runs. */
  kinds: JobKinds;
  /** How long input and result are kept after the end of a job whose kind does not say. */
  keepForDays: number;
};

const DAY_MS = 86_400_000;
const ASK_AGAIN_AFTER_MS = 1_000;

const KIND_UNKNOWN: JobError = {
  code: 'kind_unknown',
  message: 'The worker that took this job does not run jobs of its kind',
};

/** Runs one job from its start to its end and mirrors each step into its record. */
export function runJob(deps: RunJobDeps): HandleJob {
  return (delivery) => deps.running.whileInHand(() => runOnce(deps, delivery));
}

async function runOnce(deps: RunJobDeps, delivery: Delivery): Promise<Outcome> {
  const { id, kind, correlationId, attempt } = delivery;
  const log = deps.log.child({ jobId: id, kind, correlationId, attempt });
  try {
    return await new OneStart(deps, delivery, log).run();
  } catch (error) {
    // Not even its record could be written: all that is left is to tell the queue.
    log.error({ err: error }, 'job could not be handled');
    const { code, message } = errorOf(error);
    return { type: 'failed', reason: message, again: isRetryable(code) };
  }
}

class OneStart {
  readonly #deps: RunJobDeps;
  readonly #delivery: Delivery;
  readonly #fence: number;
  readonly #log: Logger;

  constructor(deps: RunJobDeps, delivery: Delivery, log: Logger) {
    this.#deps = deps;
    this.#delivery = delivery;
    this.#fence = fenceOf(delivery.generation, delivery.start);
    this.#log = log;
  }

  async run(): Promise<Outcome> {
    const { attempt } = this.#delivery;
    const start = { fence: this.#fence, attempt, workerId: this.#deps.workerId };
    // An unreadable record is left as it is, so it must be found out before anything is written.
    await this.#whereItStands();
    const outcome = await this.#write(started({ ...start, ...this.#now() }));
    if (outcome.type !== 'applied') return this.#notOurs(outcome);
    this.#log.info('job started');
    if (!this.#deps.kinds.has(this.#delivery.kind)) return await this.#fail(KIND_UNKNOWN);
    try {
      return await this.#end(await this.#runInThread());
    } catch (error) {
      this.#log.error({ err: error }, 'job failed on a bug of ours');
      return await this.#fail(errorOf(error));
    }
  }

  async #runInThread(): Promise<RunEnd> {
    const { store, running } = this.#deps;
    const { id, kind } = this.#delivery;
    const [input, checkpoint] = await this.#insist(() =>
      Promise.all([store.findInput(id), store.findCheckpoint(id)]),
    );
    const run = new JobRun(this.#deps, {
      job: { kind, input, checkpoint },
      id,
      fence: this.#fence,
      log: this.#log,
    });
    running.add(run);
    try {
      return await run.end();
    } finally {
      running.remove(run);
    }
  }

  async #end(end: RunEnd): Promise<Outcome> {
    switch (end.type) {
      case 'finished':
        return await this.#finish(end.result);
      case 'released':
        return await this.#settle(released({ fence: this.#fence, ...this.#now() }), {
          type: 'released',
        });
      case 'failed':
        return await this.#fail(end.error);
      case 'dropped':
        return this.#notOurs(await this.#whereItStands());
    }
  }

  async #finish(result: unknown): Promise<Outcome> {
    const { termination } = result as { termination?: never };
    // The result before the acknowledgement: a worker that dies between the two loses nothing.
    return await this.#settle(
      completed({ fence: this.#fence, ...this.#now(), ...this.#keep(), result, termination }),
      { type: 'done' },
    );
  }

  async #fail(error: JobError): Promise<Outcome> {
    const again = isRetryable(error.code) && !this.#delivery.isLastAttempt;
    const facts = { fence: this.#fence, error, ...this.#now() };
    const change = again ? attemptFailed(facts) : failed({ ...facts, ...this.#keep() });
    return await this.#settle(change, { type: 'failed', reason: error.message, again });
  }

  async #settle(change: JobChange, outcome: Outcome): Promise<Outcome> {
    const written = await this.#write(change);
    if (written.type !== 'applied') return this.#notOurs(written);
    this.#log.info({ event: change.event }, 'job left this worker');
    return outcome;
  }

  /** What to tell the queue of a job whose record says that this start has no say (any more). */
  #notOurs(outcome: ChangeOutcome): Outcome {
    this.#log.info({ outcome }, 'job is not ours to run');
    const status = outcome.type === 'refused' ? outcome.status : undefined;
    if (status === 'cancelled' || status === 'failed') {
      return { type: 'failed', reason: status, again: false };
    }
    return { type: 'done' };
  }

  async #whereItStands(): Promise<ChangeOutcome> {
    const job = await this.#insist(() => this.#deps.store.find(this.#delivery.id));
    return job ? { type: 'refused', status: job.status, fence: job.fence } : { type: 'absent' };
  }

  #write(change: JobChange): Promise<ChangeOutcome> {
    return this.#insist(() => this.#deps.store.change(this.#delivery.id, change));
  }

  /** Until the store answers: one that is full or away is no failure of the job. */
  async #insist<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'store_unavailable') throw error;
        this.#log.warn({ err: error }, 'store asked again');
        await sleep(ASK_AGAIN_AFTER_MS);
      }
    }
  }

  #now(): { atMs: number } {
    return { atMs: this.#deps.clock.now() };
  }

  #keep(): { keepForMs: number } {
    const { kinds, keepForDays } = this.#deps;
    const kind = kinds.get(this.#delivery.kind);
    return { keepForMs: (kind?.keepForDays ?? keepForDays) * DAY_MS };
  }
}

function errorOf(error: unknown): JobError {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  return { code: 'internal_error', message: 'Something broke here; the log has the details' };
}

function isRetryable(code: string): boolean {
  return code in ERROR_CODES && ERROR_CODES[code as ErrorCode].retryable;
}
