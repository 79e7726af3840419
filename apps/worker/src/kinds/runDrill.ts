import { setTimeout as sleep } from 'node:timers/promises';

import { AppError, type DrillInput, type DrillResult } from '@pitwall/contract';

import { takePoison } from './poison.ts';
import { nothingInTime, type Request, type RunContext, type RunOutcome } from './runContext.ts';

const LOOK_UP_EVERY_MS = 20;

/** Takes the time it is told to take, in steps, with a checkpoint after each. */
export async function runDrill(given: unknown, context: RunContext): Promise<RunOutcome> {
  const input = given as DrillInput;
  const stepsResumed = typeof context.checkpoint === 'number' ? context.checkpoint : 0;
  context.log('drill began', { steps: input.steps, stepsResumed });
  const finished = (termination: DrillResult['termination'], stepsDone: number): RunOutcome => ({
    type: 'finished',
    result: { termination, stepsDone, stepsResumed } satisfies DrillResult,
  });
  for (let stepsDone = stepsResumed; stepsDone < input.steps; stepsDone += 1) {
    const request = await takeTime((input.seconds * 1_000) / input.steps, input, context);
    if (request === 'release') return { type: 'released', checkpoint: stepsDone };
    if (request === 'stop') return finished('user_stop', stepsDone);
    if (request === 'time_limit') {
      if (stepsDone === 0) throw nothingInTime();
      return finished('time_limit', stepsDone);
    }
    // Not in the first: its checkpoint needs a moment to leave a thread that is about to be lost.
    if (stepsDone > stepsResumed) await takePoison(input.mode);
    context.report(() => ({
      progress: (100 * (stepsDone + 1)) / input.steps,
      currentStep: `step ${stepsDone + 1} of ${input.steps}`,
      checkpoint: stepsDone + 1,
      incumbent: { objective: stepsDone + 1, value: { stepsDone: stepsDone + 1, stepsResumed } },
    }));
  }
  // With one step, and in a start that finds nearly all of them done.
  await takePoison(input.mode);
  if (input.mode === 'fail') throw new AppError('drill_failed', 'The drill was asked to fail');
  return finished('optimal', input.steps);
}

async function takeTime(
  forMs: number,
  { mode }: DrillInput,
  { request }: RunContext,
): Promise<Request> {
  const endMs = performance.now() + forMs;
  for (;;) {
    const asked = mode === 'ignore_stop' ? 'go_on' : request();
    const leftMs = endMs - performance.now();
    if (asked !== 'go_on' || leftMs <= 0) return asked;
    await sleep(Math.min(leftMs, LOOK_UP_EVERY_MS));
  }
}
