import { PortfolioInput } from '@pitwall/contract';
import { buildPortfolio } from '@pitwall/lineups';
import { expect, test } from 'vitest';

type Slate = { drivers: Record<string, unknown>[]; rules?: object; [field: string]: unknown };

/** Two places, a cap of $20,000, and every driver for $8,000 and 10 points unless given otherwise. */
function solve({ drivers, rules, ...fields }: Slate) {
  const input = PortfolioInput.parse({
    site: 'draftkings',
    lineups: 4,
    rules: { rosterSize: 2, salaryCap: 20_000, ...rules },
    drivers: drivers.map((driver, index) => ({
      id: `d${index}`,
      name: 'ABCDEFGH'[index],
      salary: 8_000,
      projection: 10,
      ...driver,
    })),
    ...fields,
  });
  const { termination, lineups, reason } = buildPortfolio(input);
  return { termination, found: lineups.length, ...reason };
}

test('too few drivers that are not excluded', () => {
  expect(solve({ drivers: [{}, { exclude: true }, { exclude: true }] })).toEqual({
    termination: 'infeasible',
    found: 0,
    rule: 'roster',
    message: 'A lineup needs 2 drivers, but the slate has only 1 that are not excluded.',
  });
});

test('no driver left at all', () => {
  expect(solve({ drivers: [{ exclude: true }, { exclude: true }] })).toMatchObject({
    termination: 'infeasible',
    rule: 'roster',
    message: 'A lineup needs 2 drivers, but the slate has only 0 that are not excluded.',
  });
});

test('more drivers locked than a lineup has places', () => {
  const drivers = [{ lock: true }, { lock: true }, { lock: true }];
  expect(solve({ drivers })).toMatchObject({
    rule: 'locks',
    message: '3 drivers are locked (A, B and C), but a lineup has only 2 places.',
  });
});

test('the cheapest lineup is dearer than the cap', () => {
  const drivers = [{ salary: 11_000 }, { salary: 10_500 }, { salary: 12_000 }];
  expect(solve({ drivers })).toMatchObject({
    termination: 'infeasible',
    rule: 'salary',
    message: 'Even the cheapest lineup costs $21,500, more than the salary cap of $20,000.',
  });
});

test('locked drivers leave too little salary for the rest', () => {
  expect(solve({ drivers: [{ salary: 13_000, lock: true }, {}, {}] })).toMatchObject({
    rule: 'salary',
    message:
      'Even the cheapest lineup with A (locked) costs $21,000, more than the salary cap of $20,000.',
  });
});

test('the dearest lineup is cheaper than the minimum salary', () => {
  expect(solve({ drivers: [{}, {}, {}], rules: { minSalary: 16_500 } })).toMatchObject({
    rule: 'salary',
    message: 'Even the dearest lineup costs $16,000, less than the minimum salary of $16,500.',
  });
});

test('no lineup costs just what is allowed', () => {
  const drivers = [{}, {}, { salary: 13_000 }, { salary: 13_000 }];
  expect(solve({ drivers, rules: { minSalary: 17_000 } })).toMatchObject({
    rule: 'salary',
    message:
      'No lineup costs at least $17,000 (the minimum salary) and at most $20,000 (the salary cap).',
  });
});

test('all drivers are of one team', () => {
  const drivers = [{ team: 'Penske' }, { team: 'Penske' }];
  expect(solve({ drivers, rules: { maxFromTeam: 1 } })).toMatchObject({
    rule: 'team',
    message:
      'No lineup that keeps the rules for roster, locks and salary has at most 1 driver of each team.',
  });
});

test('all drivers that the teams leave are of one manufacturer', () => {
  const drivers = [
    { team: 'Penske', manufacturer: 'Ford' },
    { team: 'Penske', manufacturer: 'Toyota' },
    { team: 'RFK', manufacturer: 'Ford' },
  ];
  const rules = { maxFromTeam: 1, maxFromManufacturer: 1 };
  expect(solve({ drivers, rules }).termination).toBe('feasible');
  expect(solve({ drivers: [drivers[0]!, drivers[2]!], rules }).rule).toBe('manufacturer');
});

test('the first group that leaves no lineup is named', () => {
  const drivers = [{}, {}, {}, { exclude: true }];
  const groups = [
    { name: 'front row', drivers: ['d0', 'd1'], min: 2 },
    { name: 'back', drivers: ['d2'], min: 1 },
    { name: 'never asked', drivers: ['d3'], min: 1 },
  ];
  expect(solve({ drivers, groups })).toMatchObject({
    rule: 'group',
    message:
      'No lineup that keeps all other rules before it has at least 1 and at most 2 of the drivers of the group “back”.',
  });
  expect(solve({ drivers, groups: groups.slice(2) }).message).toBe(
    'The group “never asked” asks for at least 1 driver of it in every lineup, but only 0 of its drivers are not excluded.',
  );
});

test('a maximum exposure below one lineup', () => {
  expect(solve({ drivers: [{}, { maxExposure: 0.2 }] })).toMatchObject({
    termination: 'infeasible',
    rule: 'exposure',
    message:
      'Every lineup needs a driver whose maximum exposure, out of 4 lineups, allows none: B.',
  });
});

test('more drivers wanted in every lineup than it has places', () => {
  const drivers = [{ minExposure: 1 }, { minExposure: 1 }, { minExposure: 1 }];
  expect(solve({ drivers })).toMatchObject({
    termination: 'infeasible',
    rule: 'exposure',
    message:
      'To meet the minimum exposure, A, B and C must be in every lineup, and the other rules leave no such lineup.',
  });
});

test('fewer different lineups than asked for', () => {
  expect(solve({ drivers: [{}, {}, {}] })).toEqual({
    termination: 'feasible',
    found: 3,
    rule: 'uniqueness',
    message: 'The rules allow no more than 3 different lineups.',
  });
});

test('fewer lineups that differ enough', () => {
  expect(solve({ drivers: [{}, {}, {}, {}, {}], minUnique: 2 })).toMatchObject({
    found: 2,
    rule: 'uniqueness',
    message:
      'After 2 lineups the rules allow no other that differs from each of them in at least 2 drivers.',
  });
});

test('drivers at their maximum exposure are named', () => {
  const drivers = [{ maxExposure: 0.5 }, {}, {}, {}];
  expect(solve({ drivers, lineups: 6 }).termination).toBe('optimal');
  expect(solve({ drivers: [{ maxExposure: 0.25 }, {}, {}], lineups: 4 })).toMatchObject({
    termination: 'feasible',
    found: 2,
    rule: 'exposure',
    message:
      'After 2 lineups every other one needs a driver who has reached the maximum exposure: A.',
  });
});

test('a minimum exposure that the last lineups cannot meet', () => {
  const drivers = [
    { projection: 30, maxExposure: 0.25 },
    { salary: 9_000 },
    { salary: 9_000 },
    { salary: 9_000 },
    { salary: 12_000, minExposure: 0.25 },
  ];
  // Only A leaves enough salary for E, and the first lineup is A's only one.
  expect(solve({ drivers })).toEqual({
    termination: 'feasible',
    found: 3,
    rule: 'exposure',
    message:
      'To meet the minimum exposure, E must be in the last lineup, and the other rules leave no such lineup. Minimum exposure not met: E is in 0 of at least 1.',
  });
});
