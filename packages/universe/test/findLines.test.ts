import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { findLines } from '../src/count/findLines.ts';
import { loadKernels } from '../src/kernels/loadKernels.ts';
import type { KernelModule } from '../src/kernels/webAssembly.ts';
import { prepareScenarios } from '../src/scenarios.ts';
import { plainScores } from './reference/plainCount.ts';
import { smallRaces } from './reference/smallRaces.ts';
import { wideSlate } from './reference/wideSlate.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await loadKernels();
});

/** Race by race the score of the opponent in a place, by sorting. */
function plainLine(scores: readonly number[][], place: number): number[] {
  return scores[0]!.map((_, race) => {
    const inRace = scores.map((own) => own[race]!).toSorted((a, b) => b - a);
    return inRace[place - 1]!;
  });
}

const opponentsAmong = (drivers: number, rosterSize: number) =>
  fc.array(
    fc
      .shuffledSubarray([...Array(drivers).keys()], {
        minLength: rosterSize,
        maxLength: rosterSize,
      })
      .map((lineup) => lineup.toSorted((a, b) => a - b)),
    { minLength: 1, maxLength: 60 },
  );

const racesAndOpponents = smallRaces
  .filter(({ input }) => input.drivers.length >= input.rules.rosterSize)
  .chain((races) =>
    fc.record({
      races: fc.constant(races),
      opponents: opponentsAmong(races.input.drivers.length, races.input.rules.rosterSize),
    }),
  );

test('a line is the score of the last opponent in the share, ties and all', () => {
  fc.assert(
    fc.property(racesAndOpponents, ({ races: { points, races, input }, opponents }) => {
      const { rosterSize } = input.rules;
      const scenarios = prepareScenarios(points, { count: races, rosterSize })!;
      const shares = [0.001, 0.2, 0.5, 1];
      const lines = findLines(kernels, {
        scenarios,
        opponents: { lineups: Uint8Array.from(opponents.flat()), shares },
      })!;
      const scores = opponents.map((lineup) => plainScores(lineup, points, races));
      const places = shares.map((share) => Math.max(1, Math.round(share * opponents.length)));
      expect(lines.map((line) => [...line])).toEqual(
        places.map((place) => plainLine(scores, place)),
      );
    }),
    { numRuns: 200 },
  );
});

test('a field may have more lineups than an Int16 counts', () => {
  const opponents = 100_002;
  const scenarios = prepareScenarios(Int16Array.of(5, 7, 9), { count: 1, rosterSize: 1 })!;
  const lineups = Uint8Array.from({ length: opponents }, (_, index) => index % 3);
  const shares = [1 / 3, 1 / 3 + 1e-5, 2 / 3, 2 / 3 + 1e-5, 1];
  const lines = findLines(kernels, { scenarios, opponents: { lineups, shares } })!;
  expect(lines.map(([line]) => line)).toEqual([9, 7, 7, 5, 5]);
});

test('a stop leaves no lines', () => {
  const { points } = wideSlate({ drivers: 8, races: 40 });
  const scenarios = prepareScenarios(points, { count: 40, rosterSize: 2 })!;
  const opponents = { lineups: Uint8Array.of(0, 1, 2, 3), shares: [0.5] };
  let asked = 0;
  const shouldStop = () => ++asked === 3;
  expect(findLines(kernels, { scenarios, opponents }, { shouldStop })).toBeUndefined();
  expect(asked).toBe(3);
});

test('a field without lineups, or of too many, is refused', () => {
  const { points } = wideSlate({ drivers: 8, races: 1 });
  const scenarios = prepareScenarios(points, { count: 1, rosterSize: 1 })!;
  for (const lineups of [new Uint8Array(0), new Uint8Array(200_001)]) {
    const opponents = { lineups, shares: [0.5] };
    expect(() => findLines(kernels, { scenarios, opponents })).toThrow(RangeError);
  }
});
