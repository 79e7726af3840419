import type { PortfolioInput } from '@pitwall/contract';
import { topLineups } from '@pitwall/lineups';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { allLineups } from './reference/allLineups.ts';
import { broadSlate, fullSlate, pricedByPoints, salarySlate } from './reference/smallSlates.ts';

function topPositions(input: PortfolioInput, count: number): number[][] {
  const list = topLineups(input, count);
  const size = list.positions.length / Math.max(1, list.count);
  return Array.from({ length: list.count }, (_, index) =>
    Array.from(list.positions.subarray(index * size, (index + 1) * size)),
  );
}

function bestOf(input: PortfolioInput, count: number): number[][] {
  return allLineups(input)
    .slice(0, count)
    .map((lineup) => lineup.positions);
}

test('the best lineups are those of a full enumeration, in its order', () => {
  fc.assert(
    fc.property(salarySlate, fc.integer({ min: 1, max: 300 }), (input, count) => {
      expect(topPositions(input, count)).toEqual(bestOf(input, count));
    }),
    { numRuns: 400 },
  );
});

test('they are so with teams, manufacturers, groups, locks and exclusions too', () => {
  fc.assert(
    fc.property(fullSlate, fc.integer({ min: 1, max: 150 }), (input, count) => {
      expect(topPositions(input, count)).toEqual(bestOf(input, count));
    }),
    { numRuns: 400 },
  );
});

test('they are so among thousands of lineups', () => {
  fc.assert(
    fc.property(broadSlate, fc.constantFrom(1, 20, 150, 700, 5_000), (input, count) => {
      expect(topPositions(input, count)).toEqual(bestOf(input, count));
    }),
    { numRuns: 100 },
  );
});

test('among equal lineups of quite different drivers the earliest on the slate win', () => {
  fc.assert(
    fc.property(pricedByPoints, fc.constantFrom(1, 3, 10, 60), (input, count) => {
      expect(topPositions(input, count)).toEqual(bestOf(input, count));
    }),
    { numRuns: 200 },
  );
});
