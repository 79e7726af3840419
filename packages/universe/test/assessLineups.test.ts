import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import {
  assessLineups,
  countLineups,
  type CountRequest,
  type CountTask,
  loadKernels,
  prepareCount,
} from '../src/index.ts';
import type { KernelModule } from '../src/kernels/webAssembly.ts';
import { lineupsAt } from '../src/lineups/visitLineups.ts';
import { highest } from '../src/worth/highest.ts';
import { plainScores } from './reference/plainCount.ts';
import { type SmallRaces, smallRaces } from './reference/smallRaces.ts';
import { wideSlate } from './reference/wideSlate.ts';

const PERCENTILES = [0.1, 0.5, 0.9, 1];

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await loadKernels();
});

function requestOf(races: SmallRaces): CountRequest {
  return { ...races, opponents: 200, seed: 3, shares: [0.01, 0.2] };
}

function countOf(races: SmallRaces): CountTask {
  const task = prepareCount(kernels, requestOf(races));
  if (typeof task === 'string') throw new Error(task);
  countLineups(kernels, task);
  return task;
}

/** The lowest score that this share of the races does not exceed, by sorting. */
function plainPercentile(scores: readonly number[], share: number): number {
  const sorted = scores.toSorted((a, b) => a - b);
  return sorted.find((score) => scores.filter((s) => s <= score).length >= share * scores.length)!;
}

test('what is said of a lineup is what its scores say', () => {
  const races = wideSlate({ drivers: 14, races: 203 });
  const task = countOf(races);
  const { totals, best } = assessLineups(task, { count: 12, percentiles: PERCENTILES })!;
  for (const { lineup, positions, meanSteps, percentileSteps, reached } of best) {
    const scores = plainScores([...positions], races.points, races.races);
    const total = scores.reduce((sum, score) => sum + score, 0);
    expect(totals[lineup]).toBe(total);
    expect(meanSteps).toBe(total / races.races);
    expect(percentileSteps).toEqual(PERCENTILES.map((share) => plainPercentile(scores, share)));
    expect(reached).toEqual(
      task.lines.map(
        (line) => scores.filter((score, race) => score >= line[race]!).length / races.races,
      ),
    );
  }
});

test('points below 0, ties and odd numbers of races make no difference to it', () => {
  fc.assert(
    fc.property(smallRaces, (races) => {
      // Who nobody owns must not leave the field without a lineup.
      for (const driver of races.input.drivers) delete driver.ownership;
      const task = prepareCount(kernels, requestOf(races));
      fc.pre(typeof task !== 'string');
      countLineups(kernels, task);
      const { best } = assessLineups(task, { count: 5, percentiles: PERCENTILES })!;
      for (const { positions, meanSteps, percentileSteps } of best) {
        const scores = plainScores([...positions], races.points, races.races);
        expect(meanSteps).toBe(scores.reduce((sum, score) => sum + score, 0) / races.races);
        expect(percentileSteps).toEqual(PERCENTILES.map((share) => plainPercentile(scores, share)));
      }
    }),
    { numRuns: 100 },
  );
});

test('the best by mean and by every line are among those looked at closely', () => {
  const task = countOf(wideSlate({ drivers: 14, races: 203 }));
  const { totals, best } = assessLineups(task, { count: 10, percentiles: PERCENTILES })!;
  const chosen = best.map(({ lineup }) => lineup);
  expect(chosen).toEqual([...new Set(chosen)].toSorted((a, b) => a - b));
  for (const measure of [totals, ...task.counts]) {
    const worst = Math.min(...chosen.map((lineup) => measure[lineup]!));
    const tenth = measure.toSorted().at(-10)!;
    const better = [...measure.keys()].filter((lineup) => measure[lineup]! > tenth);
    expect(chosen).toEqual(expect.arrayContaining(better));
    expect(chosen.filter((lineup) => measure[lineup]! >= tenth).length).toBeGreaterThanOrEqual(10);
    expect(worst).toBeLessThanOrEqual(tenth);
  }
});

test('the highest come highest first, the earlier of equal ones', () => {
  const values = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 });
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 70 }), (given, count) => {
      const order = [...given.keys()].toSorted((a, b) => given[b]! - given[a]! || a - b);
      expect([...highest(Uint32Array.from(given), count, () => false)!]).toEqual(
        order.slice(0, count),
      );
    }),
    { numRuns: 500 },
  );
});

test('a stop is heard within a quarter of a million values', () => {
  let asked = 0;
  const shouldStop = () => ++asked === 2;
  expect(highest(new Uint32Array(1_000_000), 10, shouldStop)).toBeUndefined();
});

test('lineups are found by their numbers in any order, also twice', () => {
  const { universe } = countOf(wideSlate({ drivers: 20, races: 8 }));
  const numbers = Uint32Array.of(universe.count - 1, 0, 9_000, 0);
  const found = lineupsAt(universe, numbers);
  const each = Array.from(numbers, (number) => [...lineupsAt(universe, Uint32Array.of(number))]);
  expect([...found]).toEqual(each.flat());
  expect(new Set(each.map((lineup) => lineup.join())).size).toBe(3);
});

test('a count that is not complete says nothing yet', () => {
  const task = prepareCount(kernels, requestOf(wideSlate({ drivers: 12, races: 8 })));
  if (typeof task === 'string') throw new Error(task);
  expect(() => assessLineups(task, { count: 1, percentiles: [] })).toThrow('counted');
});

test('rules that leave no lineup, or far too many, are told apart', () => {
  const races = wideSlate({ drivers: 12, races: 8 });
  const cheap = {
    ...races,
    input: { ...races.input, rules: { ...races.input.rules, salaryCap: 1 } },
  };
  expect(prepareCount(kernels, requestOf(cheap))).toBe('no_lineups');
  const many = wideSlate({ drivers: 60, races: 1, salaryCap: 1_000_000 });
  expect(prepareCount(kernels, requestOf(many))).toBe('too_many');
});

test('every phase hears a stop and tells its progress', () => {
  const request = requestOf(wideSlate({ drivers: 16, races: 100 }));
  const phases = ['enumerate', 'field', 'lines', 'lineups', 'worth'];
  const seen = new Set<string>();
  const runUntil = (last: string | undefined) => {
    let isStopped = false;
    const control = {
      shouldStop: () => isStopped,
      onProgress: ({ phase }: { phase: string }) => {
        seen.add(phase);
        isStopped ||= phase === last;
      },
    };
    const task = prepareCount(kernels, request, control);
    if (typeof task === 'string') return task;
    if (!countLineups(kernels, task, control)) return 'stopped';
    return assessLineups(task, { count: 2_000, percentiles: [] }, control) ?? 'stopped';
  };
  expect(runUntil(undefined)).toHaveProperty('best');
  expect([...seen]).toEqual(phases);
  expect(phases.map((phase) => runUntil(phase))).toEqual(phases.map(() => 'stopped'));
});
