import type { PortfolioInput, Shortfall } from '@pitwall/contract';
import { buildPortfolio } from '@pitwall/lineups';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { allLineups } from './reference/allLineups.ts';
import { mayFollow } from './reference/plainPortfolio.ts';
import { fullSlate } from './reference/smallSlates.ts';

/** In the order in which they are added to tell which one leaves no lineup. */
const RANKS = [
  'roster',
  'salary',
  'team',
  'manufacturer',
  'group',
  'ownership',
  'uniqueness',
  'exposure',
] as const;
type Rule = (typeof RANKS)[number];

test('the rule named is the first that leaves no lineup', () => {
  const named = new Set<string>();
  fc.assert(
    fc.property(fullSlate, (input) => {
      const { reason, lineups } = buildPortfolio(input);
      fc.pre(reason !== undefined);
      named.add(reason.rule);
      const found = lineups.map(({ drivers }) => drivers);
      const { before, including } = slatesAround(input, reason);
      expect(hasNext(including, found)).toBe(false);
      expect(before === undefined || hasNext(before, found)).toBe(true);
    }),
    { numRuns: 400, seed: 2_026 },
  );
  // The seed is fixed so that rare rules come up, too.
  for (const rule of [
    'salary',
    'team',
    'manufacturer',
    'group',
    'ownership',
    'uniqueness',
    'exposure',
  ]) {
    expect(named).toContain(rule);
  }
});

function hasNext(input: PortfolioInput, found: readonly string[][]): boolean {
  const positionOf = new Map(input.drivers.map(({ id }, position) => [id, position]));
  const earlier = found.map((ids) => ({
    positions: ids.map((id) => positionOf.get(id)!),
    steps: 0,
    salary: 0,
  }));
  return allLineups(input).some((lineup) => mayFollow(lineup, earlier, input));
}

/** The slate with the rules before the one named only, and with this one, too. */
function slatesAround(input: PortfolioInput, { rule, message }: Shortfall) {
  const rank = RANKS.indexOf(rule);
  if (rule === 'group') {
    // Groups that are only kept are told before the one to blame.
    const name = [...message.matchAll(/“(.*?)”/g)].at(-1)![1];
    const index = input.groups.findIndex((group) => group.name === name);
    return {
      before: { ...keeping(input, rank), groups: input.groups.slice(0, index) },
      including: { ...keeping(input, rank), groups: input.groups.slice(0, index + 1) },
    };
  }
  return {
    before: rank > 0 ? keeping(input, rank - 1) : undefined,
    including: keeping(input, rank),
  };
}

/** The slate without the rules that come after one. */
function keeping(input: PortfolioInput, rank: number): PortfolioInput {
  const isKept = (rule: Rule) => RANKS.indexOf(rule) <= rank;
  const unlimited = 1_000_000_000;
  return {
    ...input,
    rules: {
      ...input.rules,
      ...(!isKept('salary') && { salaryCap: unlimited, minSalary: 0 }),
      ...(!isKept('team') && { maxFromTeam: unlimited }),
      ...(!isKept('manufacturer') && { maxFromManufacturer: unlimited }),
      ...(!isKept('ownership') && { maxOwnership: undefined }),
    },
    groups: isKept('group') ? input.groups : [],
    minUnique: isKept('uniqueness') ? input.minUnique : 0,
    maxExposure: isKept('exposure') ? input.maxExposure : 1,
    drivers: input.drivers.map((driver) => ({
      ...driver,
      ...(!isKept('exposure') && { minExposure: 0, maxExposure: 1 }),
    })),
  };
}
