import { isFinished, type Job, type JobStatus } from '@pitwall/contract';
import type { JobEvent } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { jobView } from '../jobs/jobView.ts';
import { type EventFrames, frameOf } from './eventFrames.ts';
import type { EventStream } from './eventStream.ts';
import { follow } from './follow.ts';

export type FollowerParts = {
  deps: Pick<AppDeps, 'store' | 'events'>;
  stream: EventStream;
  frames: EventFrames;
};

/** One client that follows one job, to its end. */
export class JobFollower {
  readonly #parts: FollowerParts;
  #job: Job;
  #status: JobStatus;
  /** The newest event the client has. */
  #last: string;
  #isCaughtUp = false;

  constructor(job: Job, last: string, parts: FollowerParts) {
    this.#parts = parts;
    this.#job = job;
    this.#status = job.status;
    this.#last = last;
  }

  /** `last` is of the job as it was read. */
  async fromNow(): Promise<void> {
    const { stream } = this.#parts;
    stream.send(frameOf({ id: this.#last, type: 'snapshot', data: jobView(this.#job) }));
    if (isFinished(this.#job.status)) this.#end();
    else await this.goOn();
  }

  /** Tells all that was after `last`. */
  async goOn(): Promise<void> {
    const { deps, stream } = this.#parts;
    this.#isCaughtUp = false;
    const isCaughtUp = await follow(stream, {
      watch: (options) => deps.events.watchJob(this.#job.id, options),
      after: this.#last,
      onEvent: (event) => this.#tell(event),
      beginAnew: () => this.#beginAnew(),
    });
    if (!isCaughtUp) return;
    this.#isCaughtUp = true;
    if (isFinished(this.#status)) this.#end();
  }

  /** Among the events of before may be an end that was none: the job was tried again. */
  #tell(event: JobEvent): void {
    const { stream, frames } = this.#parts;
    stream.send(frames.of(event));
    this.#last = event.id;
    this.#status = (event.data['status'] as JobStatus | undefined) ?? this.#status;
    const isOver = this.#isCaughtUp && isFinished(this.#status);
    if (isOver || event.type === 'deleted') this.#end();
  }

  async #beginAnew(): Promise<void> {
    const { deps, stream } = this.#parts;
    const job = await deps.store.find(this.#job.id);
    if (!job) {
      stream.end();
      return;
    }
    this.#job = job;
    this.#status = job.status;
    this.#last = await deps.events.eventOf(job.id, job.version);
    await this.fromNow();
  }

  #end(): void {
    const data = { job: this.#job.id, status: this.#status };
    this.#parts.stream.end(frameOf({ id: this.#last, type: 'end', data }));
  }
}
