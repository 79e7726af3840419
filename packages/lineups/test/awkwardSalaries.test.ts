import type { PortfolioInput } from '@pitwall/contract';
import { buildPortfolio, topLineups } from '@pitwall/lineups';
import { expect, test } from 'vitest';

import { allLineups } from './reference/allLineups.ts';
import { fieldOf } from './reference/slates.ts';

function withSalaries(input: PortfolioInput, salaryOf: (index: number) => number): PortfolioInput {
  const drivers = input.drivers.map((driver, index) => ({ ...driver, salary: salaryOf(index) }));
  return { ...input, drivers };
}

function bestPositions(input: PortfolioInput, count: number): number[] {
  return allLineups(input)
    .slice(0, count)
    .flatMap((lineup) => lineup.positions);
}

test('salaries in single dollars up to a million are as exact as round ones', () => {
  const rules = { rosterSize: 5, salaryCap: 1_000_000, minSalary: 998_501 };
  const field = fieldOf({ drivers: 24, rules });
  const input = withSalaries(field, (index) => 30_011 + ((index ** 3 * 7_919) % 400_003));
  const expected = bestPositions(input, 500);
  expect(expected.length).toBeGreaterThan(30);
  expect([...topLineups(input, 500).positions]).toEqual(expected);
});

test('salaries of nothing at all are salaries too', () => {
  const input = withSalaries(fieldOf({ drivers: 12, rules: { rosterSize: 4 } }), () => 0);
  expect([...topLineups(input, 200).positions]).toEqual(bestPositions(input, 200));
});

test('a lineup may cost exactly the cap, or exactly the minimum', () => {
  const rules = { rosterSize: 2, salaryCap: 10_007, minSalary: 10_007 };
  const salaries = [5_003, 5_004, 5_005, 5_002];
  const input = withSalaries(fieldOf({ drivers: 4, lineups: 5, rules }), (i) => salaries[i]!);
  const { lineups } = buildPortfolio(input);
  expect(lineups.map((lineup) => lineup.drivers)).toEqual([
    ['d0', 'd1'],
    ['d2', 'd3'],
  ]);
});
