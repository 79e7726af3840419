import type { PortfolioInput } from '@pitwall/contract';
import { walkLineups } from '@pitwall/lineups';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { allLineups } from './reference/allLineups.ts';
import { broadSlate, fullSlate, salarySlate } from './reference/smallSlates.ts';

function walkedLineups(input: PortfolioInput): number[][] {
  const found: number[][] = [];
  const path: number[] = [];
  walkLineups(input, {
    // Only what is new of each path is read, so that a wrong `shared` shows.
    onRun: (run) => {
      path.splice(run.shared, path.length, ...run.path.subarray(run.shared));
      for (const last of run.last) found.push([...path, last].toSorted((a, b) => a - b));
    },
    shouldStop: () => false,
  });
  return found.toSorted(byPositions);
}

function byPositions(a: number[], b: number[]): number {
  const differs = a.findIndex((position, k) => position !== b[k]);
  return differs < 0 ? 0 : a[differs]! - b[differs]!;
}

function expectedLineups(input: PortfolioInput): number[][] {
  return allLineups(input)
    .map(({ positions }) => positions)
    .toSorted(byPositions);
}

test('a walk shows each lineup within the salaries once', () => {
  fc.assert(
    fc.property(fc.oneof(salarySlate, broadSlate), (input) => {
      expect(walkedLineups(input)).toEqual(expectedLineups(input));
    }),
    { numRuns: 200 },
  );
});

test('a walk keeps teams, manufacturers, groups, locks and exclusions', () => {
  fc.assert(
    fc.property(fullSlate, (input) => {
      expect(walkedLineups(input)).toEqual(expectedLineups(input));
    }),
    { numRuns: 400 },
  );
});
