import { type FoundPortfolio, type Lineup, PortfolioInput } from '@pitwall/contract';
import { buildPortfolio, checkPortfolio } from '@pitwall/lineups';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fullSlate } from './reference/smallSlates.ts';

const INPUT = PortfolioInput.parse({
  site: 'draftkings',
  rules: {
    rosterSize: 3,
    salaryCap: 30_000,
    minSalary: 12_000,
    maxFromTeam: 2,
    maxFromManufacturer: 2,
    maxOwnership: 1.2,
  },
  drivers: Array.from({ length: 8 }, (_, index) => ({
    id: `d${index}`,
    name: `Driver ${index}`,
    salary: 3_000 + 1_000 * index,
    projection: 20 + index,
    ownership: 0.2 + 0.05 * index,
    team: `Team ${Math.floor(index / 3)}`,
    manufacturer: ['Ford', 'Toyota', 'Chevrolet'][index % 3],
    ...(index === 0 && { exclude: true }),
    ...(index === 1 && { minExposure: 0.5 }),
  })),
  groups: [
    { name: 'pair', drivers: ['d2', 'd3'], max: 1 },
    { name: 'with seven', ifDriver: 'd7', drivers: ['d1', 'd2'], min: 1 },
  ],
  lineups: 2,
  minUnique: 2,
  maxExposure: 0.5,
});

const SOUND = portfolioOf(['d1', 'd3', 'd5'], ['d2', 'd4', 'd6']);

function lineupOf(ids: readonly string[]): Lineup {
  const drivers = ids.map((id) => INPUT.drivers.find((driver) => driver.id === id)!);
  return {
    drivers: [...ids],
    salary: drivers.reduce((sum, driver) => sum + driver.salary, 0),
    projection: drivers.reduce((sum, driver) => sum + driver.projection, 0),
  };
}

function portfolioOf(...lineups: string[][]) {
  const used = [...new Set(lineups.flat())];
  return {
    termination: 'feasible',
    lineups: lineups.map(lineupOf),
    counts: { asked: INPUT.lineups, found: lineups.length },
    exposures: used.map((id) => {
      const uses = lineups.filter((lineup) => lineup.includes(id)).length;
      return { id, name: `Driver ${id.slice(1)}`, lineups: uses, share: uses / lineups.length };
    }),
  } satisfies Partial<FoundPortfolio>;
}

/** The sound portfolio with its first lineup changed. */
function withFirst(changes: Partial<Lineup>) {
  const [first, ...others] = SOUND.lineups;
  return { ...SOUND, lineups: [{ ...first!, ...changes }, ...others] };
}

describe('a portfolio is checked by itself', () => {
  it('has nothing against what the search finds', () => {
    fc.assert(
      fc.property(fullSlate, (input) => {
        expect(checkPortfolio(input, buildPortfolio(input))).toEqual([]);
      }),
    );
  });

  it('has nothing against a sound one', () => {
    expect(checkPortfolio(INPUT, SOUND)).toEqual([]);
  });

  it('lets a minimum go that it is said could not be met, or that was cut off', () => {
    const input = { ...INPUT, maxExposure: 1, rules: { ...INPUT.rules, maxFromTeam: 3 } };
    const short = portfolioOf(['d2', 'd4', 'd6'], ['d3', 'd4', 'd5']);
    const reason = { rule: 'exposure', message: 'Driver 1 is in 0 of at least 1' } as const;
    expect(checkPortfolio(input, short)).toEqual(['Driver 1 is in 0 lineups, below 1']);
    expect(checkPortfolio(input, { ...short, reason })).toEqual([]);
    expect(checkPortfolio(input, { ...short, termination: 'user_stop' })).toEqual([]);
  });

  it.each<[string, ReturnType<typeof portfolioOf>, RegExp]>([
    [
      'an unknown driver',
      withFirst({ drivers: ['d1', 'd3', 'dx'] }),
      /1 holds a driver who is not/,
    ],
    ['too few drivers', withFirst({ drivers: ['d1', 'd3'] }), /does not hold 3 different/],
    ['one twice', withFirst({ drivers: ['d1', 'd3', 'd3'] }), /does not hold 3 different/],
    ['a wrong salary', withFirst({ salary: 18_001 }), /does not cost what it says/],
    ['wrong points', withFirst({ projection: 69.001 }), /does not have the points/],
    ['an excluded driver', portfolioOf(['d0', 'd4', 'd5'], ['d1', 'd3', 'd6']), /holds Driver 0/],
    [
      'many of a team',
      portfolioOf(['d3', 'd4', 'd5'], ['d1', 'd6', 'd2']),
      /more than 2 of Team 1/,
    ],
    ['many of a make', portfolioOf(['d1', 'd4', 'd7'], ['d2', 'd5', 'd6']), /2 of Toyota/],
    [
      'a full group',
      portfolioOf(['d2', 'd3', 'd4'], ['d1', 'd5', 'd6']),
      /2 of “pair”, not 0 to 1/,
    ],
    ['a condition', portfolioOf(['d3', 'd4', 'd7'], ['d1', 'd5', 'd6']), /0 of “with seven”/],
    ['much owned', portfolioOf(['d2', 'd6', 'd7'], ['d1', 'd3', 'd5']), /an ownership of 1\.3/],
    ['likeness', portfolioOf(['d1', 'd3', 'd5'], ['d1', 'd3', 'd6']), /1 and 2 share more than 1/],
    [
      'much of one',
      portfolioOf(['d1', 'd3', 'd5'], ['d2', 'd4', 'd5']),
      /Driver 5 is in 2 lineups/,
    ],
    ['little of one', portfolioOf(['d2', 'd4', 'd6'], ['d2', 'd4', 'd5']), /Driver 1 is in 0/],
    ['a wrong count', { ...SOUND, counts: { asked: 2, found: 1 } }, /counted as 1/],
    ['a wrong share', { ...SOUND, exposures: [{ ...SOUND.exposures[0]!, share: 1 }] }, /1 of 6/],
  ])('sees %s', (_, portfolio, fault) => {
    expect(checkPortfolio(INPUT, portfolio).join('; ')).toMatch(fault);
  });
});
