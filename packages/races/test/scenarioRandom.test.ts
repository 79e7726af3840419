import { expect, it } from 'vitest';

import { ScenarioRandom } from '../src/random/scenarioRandom.ts';
import { meanOf } from './fields.ts';

function take<T>(count: number, draw: () => T): T[] {
  return Array.from({ length: count }, draw);
}

it('gives the numbers of xoshiro128**', () => {
  const random = new ScenarioRandom();
  random.setState(1, 2, 3, 4);

  // The first three of the authors' own vectors, the rest computed with big integers.
  expect(take(6, () => random.bits() >>> 0)).toEqual(xoshiro([1n, 2n, 3n, 4n], 6));
  random.setState(1, 2, 3, 4);
  expect(take(3, () => random.bits() >>> 0)).toEqual([11_520, 0, 5_927_040]);
});

it('gives the same numbers to a seed and scenario for ever', () => {
  const random = new ScenarioRandom();
  const firstOf = (seed: number, scenario: number) => {
    random.begin(seed, scenario);
    return random.bits() >>> 0;
  };

  expect([firstOf(1, 0), firstOf(1, 1), firstOf(2, 0), firstOf(4_294_967_295, 99_999)]).toEqual([
    1_362_758_983, 398_081_836, 2_206_574_016, 3_146_409_583,
  ]);
});

it('begins every scenario of neighbouring seeds with other numbers', () => {
  const random = new ScenarioRandom();
  const seen = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    for (let scenario = 0; scenario < 2_000; scenario++) {
      random.begin(seed, scenario);
      seen.add(`${random.bits()} ${random.bits()}`);
    }
  }

  expect(seen.size).toBe(40_000);
});

it('draws bells of mean 0 and spread 1, and even shares', () => {
  const random = new ScenarioRandom();
  random.begin(7, 0);
  const bells = take(200_000, () => random.bell());
  const shares = take(200_000, () => random.share());

  expect(meanOf(bells)).toBeCloseTo(0, 2);
  expect(meanOf(bells.map((value) => value ** 2))).toBeCloseTo(1, 1);
  expect(Math.max(...bells.map(Math.abs).slice(0, 100_000))).toBeLessThan(3.5);
  expect(meanOf(shares)).toBeCloseTo(0.5, 2);
  expect(shares.every((share) => share >= 0 && share < 1)).toBe(true);
});

function wrap(value: bigint): bigint {
  return BigInt.asUintN(32, value);
}

function turn(value: bigint, by: bigint): bigint {
  return wrap((value << by) | (value >> (32n - by)));
}

/** As its authors wrote it down, in integers without end. */
function xoshiro(seed: [bigint, bigint, bigint, bigint], count: number): number[] {
  let [a, b, c, d] = seed;
  return take(count, () => {
    const result = wrap(turn(wrap(b * 5n), 7n) * 9n);
    const shifted = wrap(b << 9n);
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = turn(d, 11n);
    return Number(result);
  });
}
