import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { drawField, type Field } from '../src/field/drawField.ts';
import { estimateOwnership } from '../src/field/estimateOwnership.ts';
import { fieldOwnership } from '../src/field/fieldOwnership.ts';
import { ownershipOf } from '../src/field/ownershipOf.ts';
import { shareOut } from '../src/field/shareOut.ts';
import { wideSlate } from './reference/wideSlate.ts';

const ROSTER = { rosterSize: 6, salaryCap: 50_000 };

function lineupsOf(field: Field, { count = 2_000, seed = 1 } = {}): number[][] {
  const drawn = drawField(field, { count, seed })!;
  return Array.from({ length: count }, (_, index) =>
    Array.from(drawn.subarray(index * field.rosterSize, (index + 1) * field.rosterSize)),
  );
}

function salaryOf(lineup: number[], { salaries }: Field): number {
  return sum(lineup.map((driver) => salaries[driver]!));
}

function sharesIn(lineups: number[][], drivers: number): number[] {
  return Array.from(
    { length: drivers },
    (_, driver) => lineups.filter((lineup) => lineup.includes(driver)).length / lineups.length,
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, index) => Math.abs(value - b[index]!)));
}

/** A real-looking slate with estimated ownership. */
function fieldOf(drivers = 40): Field {
  const { input } = wideSlate({ drivers, races: 1 });
  const salaries = input.drivers.map(({ salary }) => salary);
  return { ...ROSTER, salaries, ownership: estimateOwnership(input.drivers, ROSTER) };
}

/** Awkward slates of a few drivers; some lineup is always within the cap. */
const anyField: fc.Arbitrary<Field> = fc
  .record({
    drivers: fc.array(
      fc.record({
        salary: fc.constantFrom(3_000, 5_000, 5_100, 7_300, 9_000, 12_000, 12_100),
        ownership: fc.constantFrom(0, 0, 0.01, 0.1, 0.3, 0.9, 1),
      }),
      { minLength: 6, maxLength: 14 },
    ),
    rosterSize: fc.integer({ min: 1, max: 6 }),
    spare: fc.constantFrom(0, 900, 10_000),
    odd: fc.constantFrom(0, 0, 0, 1),
  })
  .map(({ drivers, rosterSize, spare, odd }) => {
    const salaries = drivers.map(({ salary }, index) => salary + odd * ((7 * index) % 13));
    const owned = salaries.filter((_, index) => drivers[index]!.ownership > 0);
    const cheapest = (owned.length < rosterSize ? salaries : owned).toSorted((a, b) => a - b);
    const salaryCap = 100 * Math.ceil(sum(cheapest.slice(0, rosterSize)) / 100) + spare;
    const ownership = drivers.map((driver) => driver.ownership);
    return { salaries, ownership, rosterSize, salaryCap };
  });

test('shares sum to the roster size, none is above 1, and they keep their order', () => {
  const wishes = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 5, noNaN: true })), {
    minLength: 6,
    maxLength: 40,
  });
  fc.assert(
    fc.property(wishes, fc.integer({ min: 1, max: 6 }), (given, total) => {
      const shares = shareOut(given, total);
      expect(sum(shares)).toBeCloseTo(total, 9);
      expect(Math.max(...shares)).toBeLessThanOrEqual(1);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
      for (const [a, wish] of given.entries()) {
        const b = (a + 1) % given.length;
        expect(wish <= given[b]! || shares[a]! >= shares[b]!).toBe(true);
      }
    }),
  );
});

test('shares that fit already stay as they are', () => {
  expect(shareOut([0.5, 0.25, 0.25, 1], 2)).toEqual([0.5, 0.25, 0.25, 1]);
});

test('estimated ownership sums to the roster size and spends nearly the cap', () => {
  const field = fieldOf();
  expect(sum(field.ownership)).toBeCloseTo(6, 9);
  const spent = sum(field.ownership.map((share, driver) => share * field.salaries[driver]!));
  expect(spent).toBeCloseTo(0.99 * field.salaryCap, 3);
});

test('who is projected higher, or starts further back, at one price is owned more', () => {
  const even = Array.from({ length: 20 }, (_, index) => ({
    salary: 6_000 + 200 * index,
    projection: 20 + index,
    startPosition: 20 - index,
  }));
  const before = estimateOwnership(even, ROSTER);
  const better = estimateOwnership(even.with(5, { ...even[5]!, projection: 35 }), ROSTER);
  const deeper = estimateOwnership(even.with(5, { ...even[5]!, startPosition: 38 }), ROSTER);
  expect(better[5]).toBeGreaterThan(before[5]! + 0.05);
  expect(deeper[5]).toBeGreaterThan(before[5]! + 0.005);
});

test('given ownership stays, and what is not given is estimated from the rest', () => {
  const { drivers } = wideSlate({ drivers: 40, races: 1 }).input;
  const given = drivers.map((driver, index) =>
    index < 10 ? { ...driver, ownership: 0.25 } : driver,
  );
  const ownership = ownershipOf(given, ROSTER);
  expect(
    distance(
      ownership.slice(0, 10),
      Array.from({ length: 10 }, () => 0.25),
    ),
  ).toBeLessThan(1e-9);
  expect(sum(ownership)).toBeCloseTo(6, 9);
  expect(distance(ownershipOf(drivers, ROSTER), estimateOwnership(drivers, ROSTER))).toBeLessThan(
    1e-9,
  );
});

test('nobody has a driver who does not race, and the others share what he had', () => {
  const { drivers } = wideSlate({ drivers: 40, races: 1 }).input;
  const ownership = fieldOwnership(drivers.with(3, { ...drivers[3]!, out: true }), ROSTER);
  expect(ownership[3]).toBe(0);
  expect(sum(ownership)).toBeCloseTo(6, 9);
  expect(ownership.toSpliced(3, 1)).toEqual(ownershipOf(drivers.toSpliced(3, 1), ROSTER));
});

test('opponents keep to the cap and have no driver twice', () => {
  fc.assert(
    fc.property(anyField, fc.integer({ min: 0, max: 1_000 }), (field, seed) => {
      for (const lineup of lineupsOf(field, { count: 50, seed })) {
        expect(lineup).toEqual(lineup.toSorted((a, b) => a - b));
        expect(new Set(lineup).size).toBe(field.rosterSize);
        expect(Math.max(...lineup)).toBeLessThan(field.salaries.length);
        expect(salaryOf(lineup, field)).toBeLessThanOrEqual(field.salaryCap);
      }
    }),
    { numRuns: 80 },
  );
});

test('opponents spend nearly all they may', () => {
  const field = fieldOf();
  const left = lineupsOf(field).map((lineup) => field.salaryCap - salaryOf(lineup, field));
  expect(sum(left) / left.length).toBeLessThan(700);
  expect(Math.max(...left)).toBeLessThanOrEqual(3_000);
});

test('each driver is in as many lineups as his ownership says', () => {
  const field = fieldOf();
  const shares = sharesIn(lineupsOf(field, { count: 10_000 }), field.salaries.length);
  // Four standard deviations of 10,000 draws, and how closely the model is fitted.
  expect(distance(shares, field.ownership)).toBeLessThan(0.0205);
});

test('he is so too where people do not think as we estimate', () => {
  const field = fieldOf();
  const moods = fc.array(fc.double({ min: 0.4, max: 2, noNaN: true }), {
    minLength: 40,
    maxLength: 40,
  });
  fc.assert(
    fc.property(moods, (mood) => {
      const ownership = shareOut(
        field.ownership.map((share, driver) => share * mood[driver]!),
        field.rosterSize,
      );
      const spent = sum(ownership.map((share, driver) => share * field.salaries[driver]!));
      fc.pre(spent < 0.99 * field.salaryCap && spent > 0.96 * field.salaryCap);
      const drawn = lineupsOf({ ...field, ownership }, { count: 4_000 });
      expect(distance(sharesIn(drawn, 40), ownership)).toBeLessThan(0.04);
    }),
    // Always the same: what is drawn is off by chance too, once in many runs by more than that.
    { numRuns: 12, seed: 7 },
  );
});

test('ownership that the cap contradicts is followed as far as lineups allow', () => {
  const field = fieldOf();
  const dearest = [...field.salaries.keys()]
    .toSorted((a, b) => field.salaries[b]! - field.salaries[a]!)
    .slice(0, 6);
  const ownership = field.salaries.map((_, driver) => (dearest.includes(driver) ? 0.9 : 0.6 / 34));
  const drawn = lineupsOf({ ...field, ownership });
  expect(drawn.every((lineup) => salaryOf(lineup, field) <= field.salaryCap)).toBe(true);
  const shares = sharesIn(drawn, field.salaries.length);
  for (const driver of dearest) expect(shares[driver]).toBeGreaterThan(0.2);
});

test('the same seed draws the same field, another one another', () => {
  const field = fieldOf();
  const drawn = drawField(field, { count: 100, seed: 5 });
  expect(drawField(field, { count: 100, seed: 5 })).toEqual(drawn);
  expect(drawField(field, { count: 100, seed: 6 })).not.toEqual(drawn);
});

test('where no lineup of owned drivers is under the cap there is no field', () => {
  const field = fieldOf();
  expect(() => drawField({ ...field, salaryCap: 20_000 }, { count: 1, seed: 1 })).toThrow(
    RangeError,
  );
});

test('a stop ends the fitting of the field', () => {
  const field = fieldOf();
  expect(drawField(field, { count: 100, seed: 1, shouldStop: () => true })).toBeUndefined();
});
