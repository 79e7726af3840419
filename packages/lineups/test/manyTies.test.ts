import { buildPortfolio, topLineups } from '@pitwall/lineups';
import { expect, test } from 'vitest';

import { equalField } from './reference/slates.ts';

// 200 drivers make 82 billion equal lineups: looking at each of them would not end.
test('among 200 equal drivers the earliest on the slate win', () => {
  const { positions } = topLineups(equalField({ drivers: 200 }), 1_000);
  const found = Array.from({ length: 1_000 }, (_, k) =>
    Array.from(positions.subarray(6 * k, 6 * k + 6)),
  );
  const expected: number[][] = [];
  for (let fifth = 4; expected.length < 1_000; fifth++) {
    for (let sixth = fifth + 1; sixth < 200; sixth++) expected.push([0, 1, 2, 3, fifth, sixth]);
  }
  expect(found).toEqual(expected.slice(0, 1_000));
});

test('drivers at their limit give way to the next of the equal ones', () => {
  const input = equalField({ drivers: 200, lineups: 150, maxExposure: 0.1 });
  const { lineups, exposures, termination } = buildPortfolio(input);
  expect(termination).toBe('optimal');
  expect(lineups[0]!.drivers).toEqual(['d0', 'd1', 'd2', 'd3', 'd4', 'd5']);
  expect(lineups[15]!.drivers).toEqual(['d5', 'd6', 'd7', 'd8', 'd9', 'd10']);
  expect(Math.max(...exposures.map((exposure) => exposure.lineups))).toBe(15);
});

test('lineups that share no driver use the equal drivers up in order', () => {
  const input = equalField({ drivers: 200, lineups: 34, minUnique: 6 });
  const { lineups, reason } = buildPortfolio(input);
  expect(lineups.flatMap((lineup) => lineup.drivers)).toEqual(
    Array.from({ length: 198 }, (_, index) => `d${index}`),
  );
  expect(reason?.rule).toBe('uniqueness');
});

test.for([2, 3, 4, 5])('100 lineups of equal drivers can differ in at least %i', (minUnique) => {
  const input = equalField({ drivers: 200, lineups: 100, minUnique });
  const { lineups } = buildPortfolio(input);
  expect(lineups).toHaveLength(100);
  for (const [index, { drivers }] of lineups.entries()) {
    for (const earlier of lineups.slice(0, index)) {
      const different = drivers.filter((id) => !earlier.drivers.includes(id));
      expect(different.length).toBeGreaterThanOrEqual(minUnique);
    }
  }
});
