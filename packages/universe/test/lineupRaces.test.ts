import { expect, test } from 'vitest';

import { LineupRaces } from '../src/field/lineupRaces.ts';
import { loadKernels } from '../src/kernels/loadKernels.ts';
import { prepareScenarios } from '../src/scenarios.ts';
import { plainScores } from './reference/plainCount.ts';
import { wideSlate } from './reference/wideSlate.ts';

test('the scores of one lineup in all races are those of all in eight races', async () => {
  const races = 43;
  const { points } = wideSlate({ drivers: 12, races });
  const scenarios = prepareScenarios(points, { count: races, rosterSize: 6 })!;
  const lineups = [
    [0, 1, 2, 3, 4, 5],
    [6, 7, 8, 9, 10, 11],
    [0, 2, 4, 6, 8, 10],
  ];
  const scored = new LineupRaces(await loadKernels(), scenarios, Uint8Array.from(lineups.flat()));
  expect(scored.count).toBe(3);
  for (const [index, lineup] of lineups.entries()) {
    const plain = plainScores(lineup, points, races).map((own) => own - 6 * scenarios.lowest);
    scored.lookAtOne(index);
    expect([...scored.ofOne]).toEqual(plain);
    const across = plain.map((_, race) => {
      if (race % 8 === 0) scored.lookAtAll(race);
      return scored.ofAll[8 * index + (race % 8)];
    });
    expect(across).toEqual(plain);
  }
});
