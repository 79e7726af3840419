import { PortfolioInput } from '@pitwall/contract';
import { loadKernels, prepareCount } from '@pitwall/universe';
import { expect, test } from 'vitest';

import { countTogether } from '../src/kinds/portfolio/countTogether.ts';
import { SlateRaces } from '../src/kinds/races/slateRaces.ts';
import { aRaceDay } from './raceDay.ts';

const kernels = await loadKernels();

const CONTROL = { shouldStop: () => false, onShare: () => {} };

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
