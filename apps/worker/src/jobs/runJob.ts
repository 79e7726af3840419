import { type Job, type JobError, jobSizes, type KeepForMs } from '@pitwall/contract';
import type { Delivery, HandleJob, Outcome } from '@pitwall/job-queue';
import {
  attemptFailed,
  type ChangeOutcome,
  completed,
  failed,
  fenceOf,
  gaveUp,
  type JobChange,
  type JobStore,
  released,
  started,
} from '@pitwall/job-state';
import type { Clock, Logger } from '@pitwall/runtime';

import type { ThreadPool } from '../threads/threadPool.ts';
import { admit, type Admission, type AdmissionRules } from './admission.ts';
import { errorOf, isResultTooLarge, isRetryable } from './failures.ts';
import { JobRun, type RunEnd } from './jobRun.ts';
import { retryDelayMs } from './retryDelay.ts';
import type { RunningJobs } from './runningJobs.ts';
import { standAsideMs } from './standAsideMs.ts';
import { isDone, StartRecord, whereItStands } from './startRecord.ts';

export type RunJobDeps = {
  store: JobStore;
  pool: ThreadPool;
  running: RunningJobs;
  clock: Clock;
  log: Logger;
  workerId: string;
  rules: AdmissionRules;
  keepForMs: KeepForMs;
};

/** A job that cannot run here now may find a better place, or a better moment. */
const LATER_MS = 5_000;

const OVER_LIMIT = 'as many jobs of its API key run as may';

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
    return {
      type: 'failed',
      reason: message,
      ...(isRetryable(code) && { againAfterMs: retryDelayMs(attempt) }),
    };
  }
}

type Run = Extract<Admission, { type: 'run' }>;

class OneStart {
  readonly #deps: RunJobDeps;
  readonly #delivery: Delivery;
  readonly #fence: number;
  readonly #log: Logger;
  readonly #record: StartRecord;

  constructor(deps: RunJobDeps, delivery: Delivery, log: Logger) {
    this.#deps = deps;
    this.#delivery = delivery;
    this.#fence = fenceOf(delivery.generation, delivery.start);
    this.#log = log;
    this.#record = new StartRecord(deps.store, delivery.id, log);
  }

  async run(): Promise<Outcome> {
    // An unreadable record is left as it is, so it must be found out before anything is written.
    const job = await this.#record.find();
    if (!job || !this.#mayTake(job)) return this.#notOurs(whereItStands(job));
    const admission = admit(job, this.#deps.rules, { ...this.#delivery, ...this.#now() });
    switch (admission.type) {
      case 'run':
        return admission.alone ? await this.#runAlone(admission) : await this.#start(admission);
      case 'refuse':
        return this.#refuse(admission.reason);
      case 'give_up':
        return await this.#giveUp(admission.error);
    }
  }

  #mayTake({ status, fence }: Job): boolean {
    return ['pending', 'running'].includes(status) && fence < this.#fence;
  }

  async #runAlone(admission: Run): Promise<Outcome> {
    const { running } = this.#deps;
    if (!running.takeLonePlace()) return this.#later('another job that has lost workers runs here');
    try {
      return await this.#start(admission);
    } finally {
      running.leaveLonePlace();
    }
  }

  async #start(admission: Run): Promise<Outcome> {
    const { attempt } = this.#delivery;
    const start = { fence: this.#fence, attempt, workerId: this.#deps.workerId };
    const outcome = await this.#record.writeIfRoom(started({ ...start, ...this.#now() }));
    if (!outcome) return this.#later('the store is full');
    if (outcome.type === 'over_limit') return this.#standAside(outcome.standingAside);
    if (!isDone(outcome, { to: 'running', fence: this.#fence })) return this.#notOurs(outcome);
    this.#log.info({ ownProcess: admission.ownProcess }, 'job started');
    const held = { id: this.#delivery.id, fence: this.#fence };
    return await this.#deps.running.whileHeld(held, () => this.#runToEnd(admission));
  }

  async #runToEnd(admission: Run): Promise<Outcome> {
    try {
      return await this.#end(await this.#runInThread(admission));
    } catch (error) {
      if (!isResultTooLarge(error)) this.#log.error({ err: error }, 'job failed on a bug of ours');
      return await this.#fail(errorOf(error));
    }
  }

  async #runInThread({ ownProcess, timeLeftMs, isToStop }: Run): Promise<RunEnd> {
    const { running, rules } = this.#deps;
    const { id, kind } = this.#delivery;
    const [input, checkpoint] = await this.#record.findInputAndCheckpoint();
    const run = new JobRun(this.#deps, {
      job: { kind, module: rules.kinds.get(kind)?.module, input, checkpoint },
      id,
      fence: this.#fence,
      ownProcess,
      timeLeftMs,
      isToStop,
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
        return await this.#finish(end);
      case 'released': {
        const { isSuspect, letGoAtMs, ...outcome } = end;
        const change = released({ fence: this.#fence, isSuspect, letGoAtMs, ...this.#now() });
        return await this.#settle(change, outcome);
      }
      case 'failed':
        return await this.#fail(end.error);
      case 'dropped':
        return this.#notOurs(whereItStands(await this.#record.find()));
    }
  }

  async #finish({ result, termination }: Extract<RunEnd, { type: 'finished' }>): Promise<Outcome> {
    const { maxResultBytes } = jobSizes(this.#deps.rules.kinds.get(this.#delivery.kind));
    const end = { fence: this.#fence, ...this.#now(), ...this.#keep(), maxResultBytes };
    // The result before the acknowledgement: a worker that dies between the two loses nothing.
    return await this.#settle(completed({ ...end, result, termination }), { type: 'done' });
  }

  async #fail(error: JobError): Promise<Outcome> {
    const facts = { fence: this.#fence, error, ...this.#now() };
    const outcome = { type: 'failed', reason: error.message } as const;
    if (!isRetryable(error.code) || this.#delivery.isLastAttempt) {
      return await this.#settle(failed({ ...facts, ...this.#keep() }), outcome);
    }
    const againAfterMs = retryDelayMs(this.#delivery.attempt);
    const nextAttemptAtMs = facts.atMs + againAfterMs;
    return await this.#settle(attemptFailed({ ...facts, nextAttemptAtMs }), {
      ...outcome,
      againAfterMs,
    });
  }

  async #giveUp(error: JobError): Promise<Outcome> {
    const end = { fence: this.#fence, error, ...this.#now(), ...this.#keep() };
    return await this.#settle(gaveUp(end), { type: 'failed', reason: error.message });
  }

  async #settle(change: JobChange, outcome: Outcome): Promise<Outcome> {
    const written = await this.#record.write(change);
    if (!isDone(written, { to: change.to, fence: this.#fence })) return this.#notOurs(written);
    this.#deps.running.count(change.event);
    this.#log.info({ event: change.event }, 'job left this worker');
    return outcome;
  }

  #refuse(reason: string): Outcome {
    return { ...this.#later(reason, { isNews: this.#delivery.refusals === 0 }), type: 'refused' };
  }

  #standAside(standingAside: number): Outcome {
    const isNews = this.#delivery.start === 1;
    return this.#later(OVER_LIMIT, { againAfterMs: standAsideMs(standingAside), isNews });
  }

  /** What comes again and again is in the log once. */
  #later(reason: string, { againAfterMs = LATER_MS, isNews = true } = {}) {
    const level = isNews ? 'info' : 'debug';
    this.#log[level]({ reason, againAfterMs }, 'job not started here now');
    return { type: 'released', againAfterMs } as const;
  }

  /** What to tell the queue of a job whose record says that this start has no say (any more). */
  #notOurs(outcome: ChangeOutcome): Outcome {
    this.#log.info({ outcome }, 'job is not ours to run');
    const status = outcome.type === 'refused' ? outcome.status : undefined;
    if (status === 'cancelled' || status === 'failed') return { type: 'failed', reason: status };
    return { type: 'done' };
  }

  #now(): { atMs: number } {
    return { atMs: this.#deps.clock.now() };
  }

  #keep(): { keepForMs: number } {
    return { keepForMs: this.#deps.keepForMs(this.#delivery.kind) };
  }
}
