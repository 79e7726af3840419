import type { PortfolioInput } from '@pitwall/contract';
import { buildPortfolio } from '@pitwall/lineups';
import { expect, test } from 'vitest';

import { equalField } from './reference/slates.ts';

type Place = (position: number) => { team?: string; manufacturer?: string };

function equalDrivers(count: number, rosterSize: number, placeOf: Place): PortfolioInput {
  const field = equalField({ drivers: count, lineups: 20 });
  return {
    ...field,
    rules: { ...field.rules, rosterSize, salaryCap: 100_000 },
    drivers: field.drivers.map((driver, position) => ({ ...driver, ...placeOf(position) })),
  };
}

function groupOf(name: string, members: PortfolioInput['drivers'], bounds: object) {
  return { name, drivers: members.map(({ id }) => id), min: 0, max: 10, ...bounds };
}

/** The ending, and whether the answer came without much searching. */
function solve(input: PortfolioInput) {
  let asked = 0;
  const { termination, lineups, reason } = buildPortfolio(input, {
    shouldStop: () => ++asked > 100,
  });
  return { termination, found: lineups.length, rule: reason?.rule, isQuick: asked < 20 };
}

const impossible = { termination: 'infeasible', found: 0, isQuick: true };

test.for([60, 80, 200])('one team fewer than a lineup has places, %i drivers', (count) => {
  const input = equalDrivers(count, 8, (position) => ({ team: `T${position % 7}` }));
  const rules = { ...input.rules, maxFromTeam: 1 };
  expect(solve({ ...input, rules })).toEqual({ ...impossible, rule: 'team' });
});

test('manufacturers that together send fewer than a lineup has places', () => {
  const input = equalDrivers(100, 10, (position) => ({ manufacturer: `M${position % 3}` }));
  const rules = { ...input.rules, maxFromManufacturer: 3 };
  expect(solve({ ...input, rules })).toEqual({ ...impossible, rule: 'manufacturer' });
});

test('a driver without a team fills the place that the teams leave', () => {
  const input = equalDrivers(80, 8, (position) =>
    position === 79 ? {} : { team: `T${position % 7}` },
  );
  const { lineups } = buildPortfolio({ ...input, rules: { ...input.rules, maxFromTeam: 1 } });
  expect(lineups).toHaveLength(20);
  for (const { drivers } of lineups) expect(drivers).toContain('d79');
});

test('once the only driver of a team is passed over, the rest is not searched', () => {
  const input = equalDrivers(80, 8, (position) => ({
    team: position === 0 ? 'alone' : `T${position % 7}`,
  }));
  const rules = { ...input.rules, maxFromTeam: 1 };
  const lastNeeded = input.drivers.map((driver, position) =>
    position === 0 ? { ...driver, maxExposure: 0.1 } : driver,
  );
  expect(solve({ ...input, rules, drivers: lastNeeded })).toEqual({
    termination: 'feasible',
    found: 2,
    rule: 'exposure',
    isQuick: true,
  });
});

test('groups that share no driver and together want more than there are places', () => {
  const input = equalDrivers(200, 10, () => ({}));
  const groups = [
    groupOf('front', input.drivers.slice(0, 100), { min: 6 }),
    groupOf('back', input.drivers.slice(100), { min: 5 }),
  ];
  expect(solve({ ...input, groups })).toEqual({ ...impossible, rule: 'group' });
});

test('groups that share no driver and together allow fewer than there are places', () => {
  const input = equalDrivers(90, 10, () => ({}));
  const groups = [0, 30, 60].map((from) =>
    groupOf(`from ${from}`, input.drivers.slice(from, from + 30), { max: 3 }),
  );
  expect(solve({ ...input, groups })).toEqual({ ...impossible, rule: 'group' });
});
