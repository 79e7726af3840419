import { systemClock } from '@pitwall/runtime';
import { DelayedError, type Job, UnrecoverableError, WaitingError } from 'bullmq';

import type { Outcome } from '../jobQueue.ts';

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

type Settling = { job: Job; giveBack: () => Promise<void> };

/** The value returned is tiny on purpose: BullMQ stores it twice. Results are in the record. */
export async function settle(outcome: Outcome, { job, giveBack }: Settling): Promise<string> {
  switch (outcome.type) {
    case 'done':
      return 'ok';
    case 'released':
      if (outcome.againAfterMs === undefined) {
        await giveBack();
        throw new WaitingError();
      }
      await job.moveToDelayed(systemClock.now() + outcome.againAfterMs, job.token);
      throw new DelayedError();
    case 'failed':
      throw outcome.againAfterMs === undefined
        ? new UnrecoverableError(outcome.reason)
        : new RetryLater(outcome.reason, outcome.againAfterMs);
  }
}
