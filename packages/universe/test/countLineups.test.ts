import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { ChunkCounter } from '../src/count/chunkCounter.ts';
import { countLineups } from '../src/count/countLineups.ts';
import { type CountTask, createCountTask } from '../src/count/countTask.ts';
import { createWeightedTask, MOST_WEIGHT } from '../src/count/createWeightedTask.ts';
import { loadKernels } from '../src/kernels/loadKernels.ts';
import type { KernelModule } from '../src/kernels/webAssembly.ts';
import { enumerateLineups, type LineupUniverse } from '../src/lineups/enumerateLineups.ts';
import { lineupsAt } from '../src/lineups/visitLineups.ts';
import { prepareScenarios } from '../src/scenarios.ts';
import { plainLineups, plainScores } from './reference/plainCount.ts';
import { type SmallRaces, smallRaces } from './reference/smallRaces.ts';
import { wideSlate } from './reference/wideSlate.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await loadKernels();
});

function universeOf({ input }: SmallRaces): LineupUniverse {
  const universe = enumerateLineups(input);
  if (typeof universe === 'string') throw new Error(universe);
  return universe;
}

function taskOf(races: SmallRaces, lines: readonly Int32Array[]): CountTask {
  const { rosterSize } = races.input.rules;
  const scenarios = prepareScenarios(races.points, { count: races.races, rosterSize })!;
  return createCountTask({ universe: universeOf(races), scenarios, lines });
}

/** By lineup, as text, so that the order does not matter. */
function countsByLineup({ universe, counts }: CountTask): Map<string, number[]> {
  const all = Uint32Array.from({ length: universe.count }, (_, lineup) => lineup);
  const positions = lineupsAt(universe, all);
  return new Map(
    Array.from(all, (lineup) => [
      positions.subarray(lineup * universe.rosterSize, (lineup + 1) * universe.rosterSize).join(),
      counts.map((reached) => reached[lineup]!),
    ]),
  );
}

function plainCounts(
  { input, points, races }: SmallRaces,
  lines: readonly Int32Array[],
): Map<string, number[]> {
  return new Map(
    plainLineups(input).map((lineup) => {
      const scores = plainScores(lineup, points, races);
      return [
        lineup.join(),
        lines.map((line) => scores.filter((score, race) => score >= line[race]!).length),
      ];
    }),
  );
}

/** Lines at scores that lineups have, one above, or where nobody or everybody is. */
const lineShapes = fc.array(fc.constantFrom('tie', 'above', 'nobody', 'everybody'), {
  minLength: 1,
  maxLength: 4,
});

function lineOf(shape: string, { input, points, races }: SmallRaces): Int32Array {
  const some = Array.from({ length: input.rules.rosterSize }, (_, k) => k % input.drivers.length);
  return Int32Array.from(plainScores(some, points, races), (score) => {
    if (shape === 'tie') return score;
    if (shape === 'above') return score + 1;
    return shape === 'nobody' ? 1_000_000 : -1_000_000;
  });
}

test('the counts of all lineups are those of a plain look at every race', () => {
  fc.assert(
    fc.property(smallRaces, lineShapes, (races, shapes) => {
      const lines = shapes.map((shape) => lineOf(shape, races));
      const task = taskOf(races, lines);
      expect(countLineups(kernels, task)).toBe(true);
      expect(countsByLineup(task)).toEqual(plainCounts(races, lines));
    }),
    { numRuns: 300 },
  );
});

/** By lineup the weights of the races in which it reaches the line. */
function plainWeights({ input, points, races }: SmallRaces, line: Int32Array, weights: Uint8Array) {
  return new Map(
    plainLineups(input).map((lineup) => {
      const scores = plainScores(lineup, points, races);
      const reached = weights.filter((_, race) => scores[race]! >= line[race]!);
      return [lineup.join(), [reached.reduce((sum, weight) => sum + weight, 0)]];
    }),
  );
}

test('races can count as much as weights say', () => {
  const shape = fc.constantFrom('tie', 'above', 'everybody');
  const byRace = fc.array(fc.constantFrom(0, 0, 1, 7, MOST_WEIGHT), { minLength: 45 });
  fc.assert(
    fc.property(smallRaces, shape, byRace, (races, given, all) => {
      const line = lineOf(given, races);
      const weights = Uint8Array.from(all.slice(0, races.races));
      const task = createWeightedTask(taskOf(races, [line]), weights);
      expect(countLineups(kernels, task)).toBe(true);
      expect(countsByLineup(task)).toEqual(plainWeights(races, line, weights));
    }),
    { numRuns: 150 },
  );
});

test('the greatest weights in blocks that all reach add up without loss', () => {
  const races = wideSlate({ drivers: 17, races: 2_100 });
  const weights = new Uint8Array(2_100).fill(MOST_WEIGHT);
  const task = createWeightedTask(taskOf(races, [lineOf('everybody', races)]), weights);
  countLineups(kernels, task);
  expect(task.counts[0]!.every((count) => count === 2_100 * MOST_WEIGHT)).toBe(true);
});

test('they are so over many chunks and several blocks of races', () => {
  const races = wideSlate({ drivers: 17, races: 1_100 });
  const lines = [lineOf('tie', races), lineOf('above', races), lineOf('tie', races)];
  const task = taskOf(races, lines);
  expect(task.universe.lineupAt.length).toBeGreaterThan(3);
  countLineups(kernels, task);
  expect(countsByLineup(task)).toEqual(plainCounts(races, lines));
});

test('they are the same however threads share the chunks', () => {
  const races = wideSlate({ drivers: 20, races: 130 });
  const lines = [lineOf('tie', races), lineOf('above', races)];
  const whole = taskOf(races, lines);
  countLineups(kernels, whole);
  const shared = taskOf(races, lines);
  // Two counters as in two threads, and the chunks last first.
  const counters = [new ChunkCounter(kernels, shared), new ChunkCounter(kernels, shared)];
  for (let chunk = shared.universe.lineupAt.length - 2; chunk >= 0; chunk--) {
    counters[chunk % 2]!.count(chunk, () => false);
  }
  expect(shared.counts).toEqual(whole.counts);
});

test('a thread that comes when all is taken has nothing to do', () => {
  const races = wideSlate({ drivers: 12, races: 9 });
  const task = taskOf(races, [lineOf('tie', races)]);
  countLineups(kernels, task);
  const counts = task.counts[0]!.slice();
  expect(countLineups(kernels, task)).toBe(true);
  expect(task.counts[0]).toEqual(counts);
});

test('a lineup of ten from races as wide as they can be is counted too', () => {
  const races = wideSlate({ drivers: 12, races: 21, rosterSize: 10, salaryCap: 200_000 });
  // Nobody above 3,276 steps beside a worst of 0: ten of them are just within an Int16.
  races.points = races.points.map((steps, index) =>
    index % 5 === 0 ? 3_276 : Math.abs(steps) % 9,
  );
  races.points[1] = 0;
  const lines = [lineOf('tie', races), lineOf('above', races)];
  const task = taskOf(races, lines);
  countLineups(kernels, task);
  expect(countsByLineup(task)).toEqual(plainCounts(races, lines));
});

test('points too far apart for the fixed point are refused', () => {
  const points = Int16Array.of(-3_000, 30_000, 100);
  expect(() => prepareScenarios(points, { count: 1, rosterSize: 1 })).toThrow(RangeError);
  expect(() => prepareScenarios(points, { count: 2, rosterSize: 1 })).toThrow(RangeError);
});

test('a stop ends the preparation of the races', () => {
  const { points } = wideSlate({ drivers: 8, races: 4_000 });
  let asked = 0;
  const shouldStop = () => ++asked === 3;
  expect(prepareScenarios(points, { count: 4_000, rosterSize: 6, shouldStop })).toBeUndefined();
  expect(asked).toBe(3);
});

test('a stop ends a count before the next block of races, and says so', () => {
  const races = wideSlate({ drivers: 20, races: 3_000 });
  const task = taskOf(races, [lineOf('tie', races)]);
  let asked = 0;
  expect(countLineups(kernels, task, { shouldStop: () => ++asked === 4 })).toBe(false);
  expect(asked).toBe(4);
});

test('progress grows to all lineups', () => {
  const races = wideSlate({ drivers: 20, races: 20 });
  const task = taskOf(races, [lineOf('tie', races)]);
  const seen: number[] = [];
  countLineups(kernels, task, { onProgress: ({ done }) => seen.push(done) });
  expect(seen.length).toBeGreaterThan(2);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(task.universe.count);
});
