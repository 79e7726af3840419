import { z } from 'zod';

import { TERMINATIONS } from '../termination.ts';

/** What a drill does besides taking time. All but the first three are poison, and never end well. */
const MODES = {
  work: 'nothing else',
  fail: 'throws at the end',
  ignore_stop: 'does nothing when asked to stop',
  loop: 'in its second step loops for ever, deaf to all',
  block: 'in its second step blocks its thread for ever',
  allocate_heap: 'in its second step allocates JavaScript objects without end',
  allocate_buffers: 'in its second step allocates memory outside the JavaScript heap without end',
  allocate_wasm: 'in its second step allocates WebAssembly memory without end',
  throw_outside: 'in its second step throws where no promise catches it',
  exit: 'in its second step calls process.exit',
  kill_process: 'in its second step kills its whole process, as a segmentation fault would',
} as const;

const MODE_NAMES = Object.keys(MODES) as (keyof typeof MODES)[];

/** What a `drill` job is given: work that does nothing but take time, for trying deploys and crashes. */
export const DrillInput = z.strictObject({
  seconds: z.number().min(0).max(3_600).describe('How long it works in its thread, all in all'),
  steps: z.int().min(1).max(10_000).default(10).describe('A checkpoint is left after each'),
  mode: z
    .enum(MODE_NAMES)
    .default('work')
    .describe(MODE_NAMES.map((name) => `${name}: ${MODES[name]}`).join('. ')),
});
export type DrillInput = z.output<typeof DrillInput>;

export const DrillResult = z.strictObject({
  termination: z.enum(TERMINATIONS),
  stepsDone: z.int(),
  stepsResumed: z.int().describe('How many of them an earlier start had done'),
});
export type DrillResult = z.infer<typeof DrillResult>;
