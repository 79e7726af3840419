import type { PortfolioInput } from '@pitwall/contract';

import { allLineups, type PlainLineup } from '../../../lineups/test/reference/allLineups.ts';

const MOST_LINEUPS = 16;

/**
 * The highest total, in steps, of all portfolios that keep the limits, each looked at; undefined when there
 * is none.
 */
export function bestPortfolio(input: PortfolioInput): number | undefined | 'too many' {
  const lineups = allLineups(input);
  if (lineups.length > MOST_LINEUPS) return 'too many';
  let best: number | undefined;
  for (const portfolio of choices(lineups, input.lineups)) {
    if (!isAllowed(portfolio, input)) continue;
    const steps = portfolio.reduce((sum, lineup) => sum + lineup.steps, 0);
    best = Math.max(best ?? -Infinity, steps);
  }
  return best;
}

function* choices<T>(items: readonly T[], count: number, from = 0): Generator<T[]> {
  if (count === 0) yield [];
  else {
    for (let first = from; first <= items.length - count; first++) {
      for (const rest of choices(items, count - 1, first + 1)) yield [items[first]!, ...rest];
    }
  }
}

function isAllowed(portfolio: readonly PlainLineup[], input: PortfolioInput): boolean {
  const differ = portfolio.every((lineup, index) =>
    portfolio.slice(0, index).every((other) => {
      const different = lineup.positions.filter((p) => !other.positions.includes(p));
      return different.length >= input.minUnique;
    }),
  );
  return (
    differ &&
    input.drivers.every((driver, position) => {
      const uses = portfolio.filter((lineup) => lineup.positions.includes(position)).length;
      const most = driver.maxExposure ?? (driver.lock ? 1 : input.maxExposure);
      return (
        uses >= driver.minExposure * input.lineups - 1e-9 && uses <= most * input.lineups + 1e-9
      );
    })
  );
}
