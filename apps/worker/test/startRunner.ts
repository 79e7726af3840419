import { onTestFinished } from 'vitest';

import { testRunner } from './testRunner.ts';

/** One that is stopped, in a hurry, when the test is over. `prepare` happens before it takes its first job. */
export async function startRunner(
  env?: Record<string, string>,
  prepare?: (made: ReturnType<typeof testRunner>) => Promise<void>,
): Promise<ReturnType<typeof testRunner>> {
  const made = testRunner(env);
  onTestFinished(async () => {
    made.runner.hurry();
    await made.runner.stop();
    await made.queue.close();
  });
  await prepare?.(made);
  await made.runner.start();
  return made;
}
