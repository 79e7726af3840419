import * as fc from 'fast-check';

import { plainContest } from './plainContest.ts';
import { type SmallContest, smallContests } from './smallContests.ts';

/** A small contest whose lineups are candidates, of which some are to be selected. */
export type SmallPortfolio = SmallContest & { wanted: number };

/** Lower ranks win no more, as contests have it; no candidate twice. */
export const smallPortfolios: fc.Arbitrary<SmallPortfolio> = fc
  .record({ small: smallContests, wanted: fc.integer({ min: 1, max: 4 }) })
  .map(({ small, wanted }) => {
    const byDrivers = small.lineups.map(
      (lineup) => [lineup.toSorted((a, b) => a - b).join(), lineup] as const,
    );
    const lineups = [...new Map(byDrivers).values()];
    const ours = Math.min(wanted, lineups.length);
    const fieldSize = small.opponents.length + ours;
    const prizes = small.contest.payouts.map(({ prize }) => prize).toSorted((a, b) => b - a);
    const payouts = small.contest.payouts.map((tier, index) => ({
      ...tier,
      prize: prizes[index]!,
    }));
    return { ...small, lineups, wanted: ours, contest: { ...small.contest, fieldSize, payouts } };
  });

/** What some of the candidates earn together, in the slow and obvious way. */
export function plainProfit(small: SmallPortfolio, candidates: readonly number[]): number {
  const lineups = candidates.map((candidate) => small.lineups[candidate]!);
  const fieldSize = small.opponents.length + lineups.length;
  const contest = { ...small.contest, fieldSize };
  return plainContest({ ...small, contest, lineups }).total.expectedProfit;
}

/** All portfolios of so many different candidates. */
export function portfoliosOf(candidates: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first < candidates; first++) {
    for (const rest of portfoliosOf(candidates, size - 1, first + 1)) found.push([first, ...rest]);
  }
  return found;
}
