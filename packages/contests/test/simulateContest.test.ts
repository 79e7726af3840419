import { type KernelModule, loadKernels } from '@pitwall/universe';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { type ContestControl, simulateContest } from '../src/index.ts';
import { plainContest } from './reference/plainContest.ts';
import { type SmallContest, smallContests, toSimulate } from './reference/smallContests.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await loadKernels();
});

function simulated(small: SmallContest, control?: ContestControl) {
  return simulateContest(kernels, toSimulate(small), control);
}

type Numbers = Record<string, number>;

/** How far figures that were added up in another order are apart at most, as a part of 1 or of themselves. */
function distance(found: Numbers, wanted: Numbers): number {
  const parts = Object.entries(wanted).map(
    ([name, value]) => Math.abs(found[name]! - value) / Math.max(1, Math.abs(value)),
  );
  return Math.max(...parts);
}

/** One race: driver 0 scores 3, driver 1 scores 2, and so on; lineups are of one driver. */
const ONE_RACE: SmallContest = {
  points: Int16Array.of(3, 2, 1, 0),
  races: 1,
  stepsPerPoint: 20,
  rosterSize: 1,
  contest: {
    entryFee: 2,
    fieldSize: 4,
    payouts: [
      { from: 1, to: 1, prize: 10 },
      { from: 2, to: 3, prize: 4 },
    ],
  },
  opponents: [[0], [2], [3]],
  lineups: [[1]],
};

function profitOf(changes: Partial<SmallContest>) {
  return simulated({ ...ONE_RACE, ...changes })!.total.expectedProfit;
}

describe('a contest', () => {
  it('pays as sorting all entries of each race says', () => {
    fc.assert(
      fc.property(smallContests, (small) => {
        const [found, wanted] = [simulated(small)!, plainContest(small)];
        expect(distance(found.total, wanted.total)).toBeLessThan(1e-9);
        expect(found.lineups).toHaveLength(wanted.lineups.length);
        for (const [index, own] of wanted.lineups.entries()) {
          expect(distance(found.lineups[index]!, own)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('pays by rank', () => {
    expect(profitOf({})).toBe(2);
    expect(profitOf({ lineups: [[0]], opponents: [[1], [2], [3]] })).toBe(8);
    expect(profitOf({ lineups: [[3]], opponents: [[0], [1], [2]] })).toBe(-2);
  });

  it('shares the prizes of the ranks that equal entries take together', () => {
    expect(profitOf({ lineups: [[0]] })).toBe((10 + 4) / 2 - 2);
    expect(profitOf({ lineups: [[3]], opponents: [[0], [1], [3]] })).toBe(4 / 2 - 2);
  });

  it('counts our lineups against each other', () => {
    const twice = simulated({ ...ONE_RACE, lineups: [[0], [0]], opponents: [[1], [2]] })!;
    expect(twice.lineups.map(({ expectedProfit }) => expectedProfit)).toEqual([5, 5]);
    expect(twice.total).toMatchObject({ expectedProfit: 10, fees: 4, roi: 2.5, winRate: 1 });
    const both = simulated({ ...ONE_RACE, lineups: [[0], [1]], opponents: [[2], [3]] })!;
    expect(both.lineups.map(({ expectedProfit }) => expectedProfit)).toEqual([8, 2]);
  });

  it('gives the same figures again, and each lineup its part of the whole', () => {
    const [small] = fc.sample(smallContests, { numRuns: 1, seed: 4 });
    const once = simulated(small!)!;
    expect(simulated(small!)).toEqual(once);
    const { total, lineups } = once;
    const sum = lineups.reduce((all, { expectedProfit }) => all + expectedProfit, 0);
    expect(sum).toBeCloseTo(total.expectedProfit, 6);
  });

  it('tells how far it is, and can be stopped', () => {
    const races = 2_000;
    const points = Int16Array.from({ length: 4 * races }, (_, index) => index % 7);
    const told: number[] = [];
    const onProgress = ({ done }: { done: number }) => told.push(done);
    expect(simulated({ ...ONE_RACE, points, races }, { onProgress })).toBeDefined();
    expect(told).toEqual([1_024, 2_000]);
    let asked = 0;
    const shouldStop = () => ++asked === 5;
    expect(simulated({ ...ONE_RACE, points, races }, { shouldStop })).toBeUndefined();
    expect(asked).toBe(5);
  });

  it('refuses a field that is not that of the contest', () => {
    expect(() => simulated({ ...ONE_RACE, opponents: [[0]] })).toThrow(RangeError);
  });
});
