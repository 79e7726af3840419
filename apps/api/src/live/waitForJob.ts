import { isFinished, type Job } from '@pitwall/contract';
import type { JobEvent } from '@pitwall/job-state';
import type { Response } from 'express';

import type { AppDeps } from '../http/appDeps.ts';

type Deps = Pick<AppDeps, 'events' | 'live'>;

/** `end`: until it has ended. `change`: until something about it is different. */
export type Wait = { seconds: number; until: 'end' | 'change' };

/**
 * Resolves when what is waited for has happened, when the time is over, when this process is about to
 * stop or when nobody waits any more. Nothing is asked again and again meanwhile.
 */
export async function waitForJob(
  deps: Deps,
  { job, response }: { job: Job; response: Response },
  { seconds, until }: Wait,
): Promise<void> {
  if (until === 'end' && isFinished(job.status)) return;
  const isIt = (event: JobEvent) => until === 'change' || isFinished(event.data['status'] as never);
  const after = await deps.events.eventOf(job.id, job.version);
  const moment = new Moment(deps, response, seconds * 1_000);
  const watching = deps.events.watchJob(job.id, {
    after,
    onEvent: (event) => {
      if (isIt(event) || event.type === 'deleted') moment.come();
    },
    onGap: () => moment.come(),
  });
  // It may take until the store is back, and nobody waits as long as that.
  watching.catch(() => moment.come());
  await moment.reached;
  watching.then((watch) => watch.stop()).catch(() => {});
}

/** Comes when it is called, and in any case when there is no point in waiting any longer. */
class Moment {
  readonly reached: Promise<void>;
  #reach: () => void = () => {};
  readonly #clean: () => void;

  constructor({ live }: Pick<Deps, 'live'>, response: Response, limitMs: number) {
    this.reached = new Promise((resolve) => {
      this.#reach = resolve;
    });
    const come = () => this.come();
    const timer = setTimeout(come, limitMs);
    const leave = live.onStop(come);
    response.once('close', come);
    this.#clean = () => {
      clearTimeout(timer);
      leave();
      response.off('close', come);
    };
  }

  come(): void {
    this.#clean();
    this.#reach();
  }
}
