import { expect, test } from 'vitest';

import { solveTwoPlaces as solve } from './reference/solveTwoPlaces.ts';

test('a maximum exposure below one lineup', () => {
  expect(solve({ drivers: [{}, { maxExposure: 0.2 }] })).toMatchObject({
    termination: 'infeasible',
    rule: 'exposure',
    message:
      'Every lineup needs a driver whose maximum exposure, out of 4 lineups, allows none: B.',
  });
});

test('drivers wanted in every lineup who are too dear together', () => {
  const dear = { minExposure: 1, salary: 12_000 };
  const drivers = [dear, dear, {}];
  expect(solve({ drivers })).toMatchObject({
    termination: 'infeasible',
    rule: 'exposure',
    message:
      'To meet the minimum exposure, A and B must be in every lineup, and the other rules leave no such lineup.',
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
      'After 3 lineups, E had to be in the last lineup to reach the minimum exposure, but then the other rules left no lineup with E. Minimum exposure not met: E is in 0 of at least 1.',
  });
});

test('minimums that would have been met by coming in earlier are not called impossible', () => {
  const drivers = [{ projection: 30 }, { minExposure: 0.5 }, { minExposure: 0.5 }];
  expect(solve({ drivers, lineups: 2, rules: { rosterSize: 1 } })).toMatchObject({
    termination: 'feasible',
    found: 1,
    rule: 'exposure',
    message:
      'After 1 lineup, B and C had to be in the last lineup to reach the minimum exposure, but then the other rules left no lineup with both. Minimum exposure not met: B is in 0 of at least 1 and C is in 0 of at least 1.',
  });
});
