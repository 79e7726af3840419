import { expect, test } from 'vitest';

import { solveTwoPlaces as solve } from './reference/solveTwoPlaces.ts';

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
    message: 'No lineup that keeps to the salary cap has at most 1 driver of each team.',
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
      'No lineup that keeps to the salary cap and the group “front row” has at least 1 of the drivers of the group “back”.',
  });
  expect(solve({ drivers, groups: groups.slice(2) }).message).toBe(
    'The group “never asked” asks for at least 1 driver of it in every lineup, but only 0 of its drivers are not excluded.',
  );
});

test('more drivers of a group locked than it allows', () => {
  const drivers = [{ lock: true }, { lock: true }, {}];
  const groups = [{ name: 'rivals', drivers: ['d0', 'd1', 'd2'], max: 1 }];
  expect(solve({ drivers, groups })).toMatchObject({
    rule: 'group',
    message:
      'The group “rivals” allows at most 1 driver of it in a lineup, but 2 of its drivers are locked.',
  });
});

test.for([
  [{ min: 0, max: 0 }, 'none'],
  [{ min: 0, max: 1 }, 'at most 1'],
  [{ min: 1, max: 1 }, 'exactly 1'],
])('a group is told by the numbers it sets: %o', ([bounds, words]) => {
  const drivers = [{ salary: 9_000 }, { salary: 9_000 }, { salary: 11_500 }, { salary: 11_500 }];
  const groups = [{ name: 'cheap', drivers: ['d0', 'd1'], ...(bounds as object) }];
  const rules = { salaryCap: words === 'none' ? 20_600 : 18_000 };
  expect(solve({ drivers, groups, rules }).message).toBe(
    `No lineup that keeps to the salary cap has ${words as string} of the drivers of the group “cheap”.`,
  );
});

test('what else a lineup is held to is named', () => {
  const drivers = [
    { lock: true, team: 'Penske', manufacturer: 'Ford' },
    { team: 'Penske', manufacturer: 'Toyota' },
    { team: 'RFK', manufacturer: 'Ford' },
    { team: 'RFK', manufacturer: 'Toyota' },
  ];
  const rules = { minSalary: 1_000, maxFromTeam: 1, maxFromManufacturer: 1 };
  const groups = [
    { name: 'one', drivers: ['d0', 'd1'], min: 1 },
    { name: 'two', drivers: ['d0', 'd3'], min: 2 },
    { name: 'three', drivers: ['d1', 'd2'], min: 1 },
  ];
  expect(solve({ drivers, rules, groups }).message).toBe(
    'No lineup that keeps to the salary limits, the locked drivers, the team limit, the manufacturer limit and the groups “one” and “two” has at least 1 of the drivers of the group “three”.',
  );
});

test('a group that counts only with a driver whom every lineup needs', () => {
  const drivers = [{ salary: 4_000 }, { salary: 14_000 }, { salary: 14_000 }, { salary: 15_000 }];
  const groups = [{ name: 'his friends', ifDriver: 'd0', drivers: ['d1', 'd2', 'd3'], max: 0 }];
  expect(solve({ drivers, groups })).toMatchObject({
    rule: 'group',
    message:
      'Every lineup that keeps to the salary cap has A, and none with A has none of the drivers of the group “his friends”.',
  });
});

test('a group that counts only with a locked driver is one like any other', () => {
  const drivers = [{ lock: true }, {}, { exclude: true }];
  const groups = [{ name: 'his friends', ifDriver: 'd0', drivers: ['d2'], min: 1 }];
  expect(solve({ drivers, groups })).toMatchObject({
    rule: 'group',
    message:
      'The group “his friends” asks for at least 1 driver of it in every lineup, but only 0 of its drivers are not excluded.',
  });
});

test('a group that counts only with an excluded driver asks for nothing', () => {
  const drivers = [{ exclude: true }, {}, {}, { exclude: true }];
  const groups = [{ name: 'his friends', ifDriver: 'd0', drivers: ['d3'], min: 1 }];
  expect(solve({ drivers, groups, lineups: 1 }).termination).toBe('optimal');
});

test('drivers whom too many will have', () => {
  const drivers = [{ lock: true, ownership: 0.25 }, { ownership: 1 / 3 }, { ownership: 0.4 }];
  expect(solve({ drivers, rules: { maxOwnership: 0.5 } })).toMatchObject({
    rule: 'ownership',
    message:
      'No lineup that keeps to the salary cap and the locked drivers has drivers whose ownership adds up to at most 50 %. The least is 58.34 %.',
  });
});

test('ownership adds up as it does on paper', () => {
  const drivers = [{ ownership: 0.4 }, { ownership: 0.2 }, { ownership: 0.6 }];
  const rules = { rosterSize: 3, salaryCap: 30_000 };
  // In floating point these three are more than 1.2.
  expect(solve({ drivers, lineups: 1, rules: { ...rules, maxOwnership: 1.2 } }).found).toBe(1);
  expect(solve({ drivers, lineups: 1, rules: { ...rules, maxOwnership: 1.199999 } }).found).toBe(0);
});
