import { type PortfolioInput, PortfolioResult } from '@pitwall/contract';
import { buildPortfolio } from '@pitwall/lineups';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { plainPortfolio } from './reference/plainPortfolio.ts';
import { fieldOf } from './reference/slates.ts';
import { broadSlate, fullSlate } from './reference/smallSlates.ts';

const PROOF = { inputSha256: '', engine: { name: '', version: '' }, timings: {} };

function expectedLineups(input: PortfolioInput) {
  return plainPortfolio(input).map(({ positions, steps, salary }) => ({
    drivers: positions.map((position) => input.drivers[position]!.id),
    salary,
    projection: steps / 10_000,
  }));
}

test('with every rule on at once each lineup is the best that the rules and the earlier ones leave', () => {
  fc.assert(
    fc.property(fullSlate, (input) => {
      expect(buildPortfolio(input).lineups).toEqual(expectedLineups(input));
    }),
    { numRuns: 600 },
  );
});

test('that stays so over many lineups', () => {
  fc.assert(
    fc.property(broadSlate, (input) => {
      expect(buildPortfolio(input).lineups).toEqual(expectedLineups(input));
    }),
    { numRuns: 50 },
  );
});

test('what it returns is a result of the contract, and says why when it is short', () => {
  fc.assert(
    fc.property(fullSlate, (input) => {
      const result = buildPortfolio(input);
      PortfolioResult.parse({ ...result, ...PROOF, warnings: [], solveMs: 0 });
      const { asked, found } = result.counts;
      const ending = found === asked ? 'optimal' : found > 0 ? 'feasible' : 'infeasible';
      expect(result.termination).toBe(ending);
      expect(result.reason === undefined).toBe(found === asked);
    }),
  );
});

test('every driver used is listed with its share, most used first, equals in input order', () => {
  fc.assert(
    fc.property(fullSlate, (input) => {
      const { lineups, exposures } = buildPortfolio(input);
      const expected = input.drivers
        .map(({ id, name }) => {
          const count = lineups.filter((lineup) => lineup.drivers.includes(id)).length;
          return { id, name, lineups: count, share: count / lineups.length };
        })
        .filter((exposure) => exposure.lineups > 0)
        .toSorted((a, b) => b.lineups - a.lineups);
      expect(exposures).toEqual(expected);
    }),
  );
});

test('exposure limits are whole lineups, however the share multiplies out', () => {
  // In floating point 0.29 × 100 is just below 29, and 0.07 × 100 just above 7.
  const field = fieldOf({ drivers: 14, lineups: 100 });
  const drivers = field.drivers.map((driver, index) => {
    if (index === 5) return { ...driver, projection: 90, maxExposure: 0.29 };
    return index === 9 ? { ...driver, projection: -50, minExposure: 0.07 } : driver;
  });
  const { exposures } = buildPortfolio({ ...field, drivers });
  const usesOf = (id: string) => exposures.find((exposure) => exposure.id === id)?.lineups;
  expect([usesOf('d5'), usesOf('d9')]).toEqual([29, 7]);
});
