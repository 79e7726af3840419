import { systemClock } from '@pitwall/runtime';
import { DelayedError, type Job, UnrecoverableError, WaitingError } from 'bullmq';

import type { Outcome } from '../jobQueue.ts';
import type { BullData } from './queueNames.ts';

/** Should a job fail without our handler saying when to try it again. */
const RETRY_AFTER_MS = 1_000;

/** Failed, and to be tried again when we say. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly delayMs: number;

  constructor(reason: string, delayMs: number) {
    super(reason);
    this.delayMs = delayMs;
  }

  static delayOf(error: unknown): number {
    return error instanceof RetryLater ? error.delayMs : RETRY_AFTER_MS;
  }
}

type Settling = {
  job: Job;
  giveBack: () => Promise<void>;
  onError: (error: unknown) => void;
};

/** The value returned is tiny on purpose: BullMQ stores it twice. Results are in the record. */
export async function settle(outcome: Outcome, settling: Settling): Promise<string> {
  switch (outcome.type) {
    case 'done':
      return 'ok';
    case 'released':
    case 'refused':
      throw await release(outcome, settling);
    case 'failed':
      throw outcome.againAfterMs === undefined
        ? new UnrecoverableError(outcome.reason)
        : new RetryLater(outcome.reason, outcome.againAfterMs);
  }
}

/**
 * Returns what tells BullMQ that it is done. Also where it could not be: a worker that was paused has
 * lost its lock, and takes it again a moment later; BullMQ would count that as an attempt that failed.
 * What is left behind is found as lost, and costs nothing.
 */
async function release(
  { type, againAfterMs }: Extract<Outcome, { type: 'released' | 'refused' }>,
  { job, giveBack, onError }: Settling,
): Promise<Error> {
  try {
    if (type === 'refused') await countRefusal(job);
    if (againAfterMs === undefined) await giveBack();
    else await job.moveToDelayed(systemClock.now() + againAfterMs, job.token);
  } catch (error) {
    onError(error);
  }
  return againAfterMs === undefined ? new WaitingError() : new DelayedError();
}

/** BullMQ counts how often a job was handed over, for whatever reason it came back. */
async function countRefusal(job: Job): Promise<void> {
  const data: BullData = job.data;
  await job.updateData({ ...data, refusals: (data.refusals ?? 0) + 1 });
}
