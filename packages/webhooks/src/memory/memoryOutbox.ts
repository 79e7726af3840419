import { type Job, webhookEventOf } from '@pitwall/contract';

import type { Dispatch, JobNews, Outbox } from '../outbox.ts';

/** What a job store in memory tells of a change. */
export type ObservedJob = { event: string; job: Job };

/** News within one process, which is gone with it. */
export class MemoryOutbox implements Outbox {
  readonly #onError: (error: unknown) => void;
  #dispatch: Dispatch | undefined;
  #underWay: Promise<void> = Promise.resolve();
  #taken = 0;

  constructor(options: { onError: (error: unknown) => void }) {
    this.#onError = options.onError;
  }

  /** For the job store: to be called in the step of the change. */
  readonly observe = ({ event, job }: ObservedJob): void => {
    const type = webhookEventOf(event);
    const dispatch = this.#dispatch;
    if (!type || !dispatch) return;
    this.#taken += 1;
    const atMs = Date.parse(job.updatedAt);
    const news: JobNews = { id: String(this.#taken), event: type, atMs, job: factsOf(job) };
    // One after the other, so that they arrive in the order in which they happened.
    this.#underWay = this.#underWay.then(() => dispatch([news])).catch(this.#onError);
  };

  start(dispatch: Dispatch): void {
    this.#dispatch = dispatch;
  }

  async stop(): Promise<void> {
    this.#dispatch = undefined;
    await this.#underWay;
  }
}

function factsOf(job: Job): JobNews['job'] {
  const { id, tenant, kind, status, tags, attempt, generation, version, correlationId } = job;
  const { name, slateId, termination, error } = job;
  return {
    id,
    tenant,
    kind,
    status,
    tags,
    attempt,
    generation,
    version,
    correlationId,
    ...(name === undefined ? {} : { name }),
    ...(slateId === undefined ? {} : { slateId }),
    ...(termination === undefined ? {} : { termination }),
    ...(error === undefined ? {} : { error }),
  };
}
