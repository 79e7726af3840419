import { AppError, type Job } from '@pitwall/contract';
import type { Room } from '@pitwall/job-state';

import { createOnce, notCreated } from '../jobs/createOnce.ts';
import { queueJobs } from '../jobs/queueJobs.ts';
import { roomFor } from '../jobs/roomFor.ts';
import type { Batch, BatchDeps, BatchJob } from './batch.ts';

/** So many are created at once, by scripts for a few of them each, none of which holds Redis up. */
const AT_ONCE = 100;

export type BatchAnswer = { job: Job } | { failure: AppError };
type Wanted = { index: number; read: BatchJob | { failure: AppError } };

/** Each job of a batch by itself. Sent again with its key, a job that was made is found again. */
export async function submitEach(
  deps: BatchDeps,
  batch: Batch,
): Promise<{ answers: BatchAnswer[]; isRepeat: boolean }> {
  const isRepeat = await isKnown(deps, batch);
  const one = new OneByOne(deps, batch, isRepeat);
  const answers: BatchAnswer[] = [];
  for (let from = 0; from < batch.size; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, batch.size - from);
    answers.push(...(await one.submit(Array.from({ length: count }, (_, index) => from + index))));
  }
  return { answers, isRepeat };
}

/** Reserves the key of the batch; each of its jobs has one of its own beside it. */
async function isKnown(deps: BatchDeps, { facts, atMs, size }: Batch): Promise<boolean> {
  const { idempotency, principal } = facts;
  if (!idempotency) return false;
  const { tenant } = principal;
  const outcome = await deps.store.createAll({ jobs: [], tenant, atMs, idempotency });
  if (outcome.type === 'repeated') return true;
  if (outcome.type === 'created' || outcome.type === 'taken') return false;
  throw await notCreated(deps, outcome, { principal, jobs: size });
}

class OneByOne {
  readonly #deps: BatchDeps;
  readonly #batch: Batch;
  readonly #isRepeat: boolean;
  readonly #rooms = new Map<BatchJob['onBusy'], Room>();
  /** What the jobs that are left would fail with too. */
  #final: AppError | undefined;

  constructor(deps: BatchDeps, batch: Batch, isRepeat: boolean) {
    this.#deps = deps;
    this.#batch = batch;
    this.#isRepeat = isRepeat;
  }

  async submit(indexes: readonly number[]): Promise<BatchAnswer[]> {
    const wanted = indexes.map((index) => ({ index, read: this.#read(index) }));
    for (const { read } of wanted) if (!('failure' in read)) await this.#findRoom(read.onBusy);
    // Sent in their order, and taken in it.
    const answers = await Promise.all(wanted.map((one) => this.#submitOne(one)));
    await queueJobs(
      this.#deps,
      answers.flatMap((answer) => ('job' in answer ? [answer.job] : [])),
    );
    return answers;
  }

  #read(index: number): Wanted['read'] {
    try {
      return this.#batch.read(index);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { failure: error };
    }
  }

  async #findRoom(onBusy: BatchJob['onBusy']): Promise<void> {
    if (this.#rooms.has(onBusy)) return;
    this.#rooms.set(onBusy, await roomFor(this.#deps, this.#batch.facts.principal, onBusy));
  }

  async #submitOne({ index, read }: Wanted): Promise<BatchAnswer> {
    if ('failure' in read) return read;
    if (this.#final) return { failure: this.#final };
    const { idempotency, principal } = this.#batch.facts;
    const { job, input, onBusy } = read;
    // With a space in it, which no key that a client may send has.
    const key = idempotency && { ...idempotency, key: `${idempotency.key} ${index}` };
    const wish = { job, input, room: this.#rooms.get(onBusy), idempotency: key };
    try {
      return { job: (await createOnce(this.#deps, wish, principal)).accepted };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (this.#isFinal(error)) this.#final = error;
      return { failure: error };
    }
  }

  /** Of a batch that is sent again, those that were made are to be found although there is no room. */
  #isFinal({ code }: AppError): boolean {
    if (code === 'store_full' || code === 'store_unavailable') return true;
    return !this.#isRepeat && (code === 'quota_exceeded' || code === 'backlog_full');
  }
}
