import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { countLineups, type CountTask, type UniverseControl } from '@pitwall/universe';

import { BUILT_CODE } from '../../threads/builtCode.ts';

/** Always the built file, as for every thread. */
const FILE = new URL('../../../dist/kinds/portfolio/countThread.js', import.meta.url);

type Kernels = Parameters<typeof countLineups>[0];

/** What one more thread of a count is given. */
export type SharedCount = { kernels: Kernels; task: CountTask; stop: Int32Array };

/** Counts in this thread and in `threads` − 1 more; false when stopped, with all of them ended. */
export async function countTogether(
  { kernels, task, threads }: Omit<SharedCount, 'stop'> & { threads: number },
  control: UniverseControl,
): Promise<boolean> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const workerData: SharedCount = { kernels, task, stop };
  const others = Array.from(
    { length: threads - 1 },
    () => new Worker(FILE, { workerData, execArgv: BUILT_CODE }),
  );
  const ends = Promise.all(others.map((other) => once(other, 'exit')));
  let isComplete = false;
  try {
    isComplete = countLineups(kernels, task, control);
  } finally {
    if (!isComplete) Atomics.store(stop, 0, 1);
    // `once` rejects with what another thread threw.
    await ends;
  }
  return isComplete;
}
