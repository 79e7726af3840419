import { AppError, type ErrorDetail, type Principal } from '@pitwall/contract';
import type { Idempotency, NewJob } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { newJob } from '../jobs/newJob.ts';
import { requireReadable } from '../jobs/requireReadable.ts';
import type { ReadSubmission, SubmissionReader } from '../jobs/submissionReader.ts';

export type BatchDeps = Pick<
  AppDeps,
  'store' | 'backlog' | 'queue' | 'clock' | 'log' | 'ids' | 'kinds' | 'maxPendingJobs'
> & { reader: SubmissionReader };

export type BatchFacts = {
  principal: Principal;
  correlationId: string;
  idempotency: Idempotency | undefined;
  /** Of the request: only a large one can have a job with too large an input. */
  bodyBytes: number;
};

/** One job of a batch, ready to be created. */
export type BatchJob = Pick<NewJob, 'job' | 'input'> & {
  onBusy: ReadSubmission['submission']['onBusy'];
};

/** The jobs of one request, each read only when it is asked for. */
export class Batch {
  readonly facts: BatchFacts;
  readonly atMs: number;
  readonly #items: readonly unknown[];
  readonly #deps: BatchDeps;
  readonly #readFacts: { atMs: number; bodyBytes: number };

  constructor(deps: BatchDeps, items: readonly unknown[], facts: BatchFacts) {
    this.#deps = deps;
    this.#items = items;
    this.facts = facts;
    this.atMs = deps.clock.now();
    this.#readFacts = { atMs: this.atMs, bodyBytes: facts.bodyBytes };
  }

  get size(): number {
    return this.#items.length;
  }

  /** Throws what is wrong with it, by pointers into the whole batch. */
  read(index: number): BatchJob {
    try {
      const read = this.#deps.reader.read(this.#items[index], this.#readFacts);
      requireReadable(read, this.facts.bodyBytes);
      const { submission, kind } = read;
      const facts = { ...this.facts, id: this.#deps.ids.create(), atMs: this.atMs };
      const { input, onBusy } = submission;
      return { job: newJob(submission, kind, facts), input, onBusy };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const details = error.details.map((detail) => within(index, detail));
      throw new AppError(error.code, error.message, { cause: error, details });
    }
  }
}

function within(index: number, detail: ErrorDetail): ErrorDetail {
  return { ...detail, pointer: `#/jobs/${index}${detail.pointer?.slice(1) ?? ''}` };
}
