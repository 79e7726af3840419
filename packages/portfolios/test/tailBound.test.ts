import {
  type CountTask,
  countLineups,
  createWeightedTask,
  type KernelModule,
  loadKernels,
  MOST_WEIGHT,
} from '@pitwall/universe';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { chooseCandidates, readBound, selectTail, type TailBound } from '../src/index.ts';
import { plainBest, plainLineups } from './reference/plainSelection.ts';
import { countOf, type SmallSlate, smallSlates } from './reference/smallSlates.ts';
import { wideSlate } from './reference/wideSlate.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await loadKernels();
});

function selectBounded({ input }: SmallSlate, task: CountTask, candidates?: Uint32Array) {
  const chosen = candidates ?? chooseCandidates({ input, task })!;
  const { bound, covered } = selectTail(kernels, { input, task, candidates: chosen });
  countLineups(kernels, bound!.task);
  return { bound: bound!, covered, most: readBound(bound!)! };
}

test('no portfolio within the limits covers more than the bound', () => {
  let tight = 0;
  fc.assert(
    fc.property(smallSlates({ hasMinimums: false }), (slate) => {
      const few = {
        ...slate,
        input: { ...slate.input, lineups: Math.min(3, slate.input.lineups) },
      };
      const task = countOf(kernels, few);
      fc.pre(task !== undefined);
      const best = plainBest(plainLineups(few, task), few.input);
      const { most, covered } = selectBounded(few, task);
      expect(most).toBeGreaterThanOrEqual(best);
      expect(covered).toBeLessThanOrEqual(best);
      expect(most).toBeLessThanOrEqual(few.races);
      if (most === best) tight++;
    }),
    { numRuns: 150 },
  );
  expect(tight).toBeGreaterThan(50);
});

test('it holds for lineups that are no candidates', () => {
  const slate = wideSlate({ drivers: 10, races: 250, lineups: 2 });
  const task = countOf(kernels, slate)!;
  const best = plainBest(plainLineups(slate, task), slate.input);
  const { most, covered } = selectBounded(slate, task, Uint32Array.of(0, 1, 2));
  expect(covered).toBeLessThan(best);
  expect(most).toBeGreaterThanOrEqual(best);
});

test('it is near what was found, also where drivers may be in few lineups only', () => {
  const slate = wideSlate({ drivers: 16, races: 2_000, lineups: 5 });
  const task = countOf(kernels, slate)!;
  const limited = { ...slate, input: { ...slate.input, maxExposure: 0.4 } };
  for (const given of [slate, limited]) {
    const { most, covered } = selectBounded(given, task);
    expect(most).toBeGreaterThanOrEqual(covered);
    expect(most).toBeLessThan(1.25 * covered);
  }
});

/** With all races at their full weight lineups are worth as many races as they reach. */
function fullBound(slate: SmallSlate, task: CountTask): TailBound {
  const weights = new Uint8Array(slate.races).fill(MOST_WEIGHT);
  const full = createWeightedTask(task, weights);
  countLineups(kernels, full);
  const prices = new Int32Array(slate.input.drivers.length);
  return { task: full, races: 1_000_000, lineups: 3, base: 0, prices };
}

test('who has drivers pays their prices, and nobody has to take a loss', () => {
  const slate = wideSlate({ drivers: 12, races: 90, lineups: 3 });
  const task = countOf(kernels, slate)!;
  const bound = fullBound(slate, task);
  const best = task.counts[0]!.toSorted().subarray(-3);
  const most = best.reduce((sum, count) => sum + count, 0);
  expect(readBound(bound)).toBe(most);
  // Three lineups of six drivers.
  const dear = bound.prices.map(() => MOST_WEIGHT);
  expect(readBound({ ...bound, prices: dear })).toBe(most - 18);
  const base = 7.9 * MOST_WEIGHT;
  expect(readBound({ ...bound, base, prices: dear.map(() => 1e9) })).toBe(7);
  expect(readBound({ ...bound, races: 4 })).toBe(4);
});

test('a bound that is not counted, or whose reading is stopped, is none', () => {
  const slate = wideSlate({ drivers: 12, races: 90, lineups: 3 });
  const bound = fullBound(slate, countOf(kernels, slate)!);
  const priced = { ...bound, prices: bound.prices.map(() => 1) };
  expect(readBound(priced, { shouldStop: () => true })).toBeUndefined();
  bound.task.progress.fill(0);
  expect(() => readBound(bound)).toThrow('counted');
});
