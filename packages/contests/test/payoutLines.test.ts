import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { payoutLines } from '../src/index.ts';
import { type SmallPortfolio, smallPortfolios } from './reference/smallPortfolios.ts';

/** Sums of parts of a cent differ by no more. */
const CLOSE = 1e-6;

describe('the lines of a contest', () => {
  it('never promise less than a lineup wins alone', () => {
    fc.assert(
      fc.property(smallPortfolios, fc.integer({ min: 1, max: 5 }), (small, most) => {
        const { opponents, lineups, races, contest } = small;
        const lines = payoutLines(contest, opponents.length, most);
        expect(lines.shares.length).toBeLessThanOrEqual(most);
        for (let race = 0; race < races; race++) {
          const ranked = opponents
            .map((own) => scoreOf(small, own, race))
            .toSorted((a, b) => b - a);
          const needs = lines.shares.map((share) => ranked[Math.round(share * ranked.length) - 1]!);
          for (const lineup of lineups) {
            const score = scoreOf(small, lineup, race);
            const promised = needs.reduce(
              (sum, need, index) => sum + (score >= need ? lines.weights[index]! : 0),
              lines.certain,
            );
            expect(promised).toBeGreaterThan(wonAlone(small, race, score) - CLOSE);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are the tiers themselves where there are no more', () => {
    const payouts = [
      { from: 1, to: 1, prize: 50 },
      { from: 2, to: 3, prize: 20 },
      { from: 4, to: 5, prize: 20 },
      { from: 6, to: 20, prize: 5 },
    ];
    const contest = { entryFee: 1, fieldSize: 101, payouts };
    expect(payoutLines(contest, 100)).toEqual({
      shares: [0.01, 0.05, 0.2],
      weights: [30, 15, 5],
      certain: 0,
    });
    // Of the two lines left the first is where the most money is.
    expect(payoutLines(contest, 100, 2)).toEqual({
      shares: [0.05, 0.2],
      weights: [45, 5],
      certain: 0,
    });
    expect(payoutLines(contest, 10)).toMatchObject({ shares: [0.1, 0.5, 1], certain: 5 });
  });
});

function scoreOf({ points, races }: SmallPortfolio, lineup: number[], race: number): number {
  return lineup.reduce((sum, driver) => sum + points[driver * races + race]!, 0);
}

function wonAlone({ opponents, contest, ...small }: SmallPortfolio, race: number, score: number) {
  const scores = opponents.map((own) => scoreOf({ ...small, opponents, contest }, own, race));
  const before = scores.filter((other) => other > score).length;
  const last = scores.filter((other) => other >= score).length + 1;
  let sum = 0;
  for (let rank = before + 1; rank <= last; rank++) {
    sum += contest.payouts.find(({ from, to }) => from <= rank && rank <= to)?.prize ?? 0;
  }
  return sum / (last - before);
}
