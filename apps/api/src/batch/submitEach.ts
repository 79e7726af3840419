import { AppError, type Job } from '@pitwall/contract';
import type { NewJob, Room } from '@pitwall/job-state';

import { createOnce, notCreated } from '../jobs/createOnce.ts';
import { queueJobs } from '../jobs/queueJobs.ts';
import { roomFor } from '../jobs/roomFor.ts';
import type { Batch, BatchDeps, BatchJob } from './batch.ts';

/** So many scripts are sent at once; each is over in a moment, so none holds Redis up. */
const AT_ONCE = 100;

export type BatchAnswer = { job: Job } | { failure: AppError };

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
  readonly #rooms = new Map<BatchJob['onBusy'], Promise<Room>>();
  /** What the jobs that are left would fail with too. */
  #final: AppError | undefined;

  constructor(deps: BatchDeps, batch: Batch, isRepeat: boolean) {
    this.#deps = deps;
    this.#batch = batch;
    this.#isRepeat = isRepeat;
  }

  async submit(indexes: readonly number[]): Promise<BatchAnswer[]> {
    const answers = await Promise.all(indexes.map((index) => this.#submitOne(index)));
    await queueJobs(
      this.#deps,
      answers.flatMap((answer) => ('job' in answer ? [answer.job] : [])),
    );
    return answers;
  }

  async #submitOne(index: number): Promise<BatchAnswer> {
    try {
      const wanted = this.#batch.read(index);
      if (this.#final) return { failure: this.#final };
      return { job: await this.#create(wanted, index) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (this.#isFinal(error)) this.#final = error;
      return { failure: error };
    }
  }

  async #create({ job, input, onBusy }: BatchJob, index: number): Promise<Job> {
    const { principal } = this.#batch.facts;
    const room = await this.#roomFor(onBusy);
    const wish = { job, input, room, idempotency: this.#keyOf(index) };
    return (await createOnce(this.#deps, wish, principal)).accepted;
  }

  /** With a space in it, which no key that a client may send has. */
  #keyOf(index: number): NewJob['idempotency'] {
    const { idempotency } = this.#batch.facts;
    return idempotency && { ...idempotency, key: `${idempotency.key} ${index}` };
  }

  #roomFor(onBusy: BatchJob['onBusy']): Promise<Room> {
    const known = this.#rooms.get(onBusy);
    if (known) return known;
    const room = roomFor(this.#deps, this.#batch.facts.principal, onBusy);
    this.#rooms.set(onBusy, room);
    return room;
  }

  /** Of a batch that is sent again, those that were made are to be found although there is no room. */
  #isFinal({ code }: AppError): boolean {
    if (code === 'store_full' || code === 'store_unavailable') return true;
    return !this.#isRepeat && (code === 'quota_exceeded' || code === 'backlog_full');
  }
}
