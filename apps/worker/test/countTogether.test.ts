import type { Worker } from 'node:worker_threads';

import { PortfolioInput } from '@pitwall/contract';
import { loadKernels, prepareCount } from '@pitwall/universe';
import { expect, test } from 'vitest';

import { countTogether } from '../src/kinds/portfolio/countTogether.ts';
import { SlateRaces } from '../src/kinds/races/slateRaces.ts';
import { aRaceDay } from './raceDay.ts';

const kernels = await loadKernels();

const CONTROL = { shouldStop: () => false, onShare: () => {} };

const FAILING = {
  shouldStop(): boolean {
    throw new Error('It fails here');
  },
};

function taskOf(races: number) {
  const input = PortfolioInput.parse(aRaceDay({ drivers: 24, races }));
  const { scenarios } = input;
  const slate = SlateRaces.fit({ ...input, scenarios: scenarios! }, CONTROL)!;
  const task = prepareCount(kernels, {
    input,
    points: slate.simulate(scenarios!, CONTROL)!,
    races,
    opponents: 500,
    seed: 7,
    shares: [0.01],
  });
  if (typeof task === 'string') throw new Error(task);
  return task;
}

test('any number of threads counts the same', async () => {
  const counts = await Promise.all(
    [1, 2, 3].map(async (threads) => {
      const task = taskOf(200);
      expect(await countTogether({ kernels, task, threads }, {})).toBe(true);
      return task.counts[0];
    }),
  );
  const [alone, ...together] = counts;
  expect(alone?.some((count) => count > 0)).toBe(true);
  expect(together).toEqual([alone, alone]);
});

test('a count ends in all threads when it is told to stop', async () => {
  const task = taskOf(200);
  expect(await countTogether({ kernels, task, threads: 3 }, { shouldStop: () => true })).toBe(
    false,
  );
});

test('a count that fails in this thread has ended in all others', async () => {
  const started: Worker[] = [];
  const note = (worker: Worker) => started.push(worker);
  process.on('worker', note);
  const failed = countTogether({ kernels, task: taskOf(200), threads: 3 }, FAILING);
  await expect(failed).rejects.toThrow('It fails here');
  process.off('worker', note);
  // Node gives this id to a thread that has exited.
  expect(started.map(({ threadId }) => threadId)).toEqual([-1, -1]);
});
