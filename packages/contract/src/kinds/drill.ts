import { z } from 'zod';

import { TERMINATIONS } from '../termination.ts';

/** What a `drill` job is given: work that does nothing but take time, for trying deploys. */
export const DrillInput = z.strictObject({
  seconds: z.number().min(0).max(3_600).describe('How long it works in its thread, all in all'),
  steps: z.int().min(1).max(10_000).default(10).describe('A checkpoint is left after each'),
  mode: z
    .enum(['work', 'fail', 'ignore_stop'])
    .default('work')
    .describe('fail: throw at the end. ignore_stop: do nothing when asked to stop'),
});
export type DrillInput = z.output<typeof DrillInput>;

export const DrillResult = z.strictObject({
  termination: z.enum(TERMINATIONS),
  stepsDone: z.int(),
  stepsResumed: z.int().describe('How many of them an earlier start had done'),
});
export type DrillResult = z.infer<typeof DrillResult>;
