import { DelayedError, type Job, WaitingError } from 'bullmq';
import { describe, expect, it } from 'vitest';

import { settle } from '../src/bull/settle.ts';

const refuse = () => Promise.reject(new Error('Missing lock for job 1. moveToDelayed'));

/** As BullMQ has it for a worker that was paused for longer than its lock lasts. */
const job = { token: 'ours', moveToDelayed: refuse } as unknown as Job;

describe('a job that is given back and cannot be', () => {
  it.each([
    ['at once', { type: 'released' as const }, WaitingError],
    ['for later', { type: 'released' as const, againAfterMs: 1_000 }, DelayedError],
  ])(
    '%s is left to be found as lost, and is no attempt that failed',
    async (_when, outcome, told) => {
      const errors: unknown[] = [];
      const settling = { job, giveBack: refuse, onError: (error: unknown) => errors.push(error) };
      await expect(settle(outcome, settling)).rejects.toBeInstanceOf(told);
      expect(errors).toHaveLength(1);
    },
  );
});
