import type { PortfolioInput } from '@pitwall/contract';

import { allLineups, type PlainLineup } from './allLineups.ts';

type StepsOf = (lineup: number) => number[];

/**
 * The portfolio as the specification tells it: for every lineup, look at all there are, best first,
 * and take the first that nothing is against. `stepsOf` gives the projections of each lineup, in
 * steps of 1/10,000 point, where they are not those of the input.
 */
export function plainPortfolio(input: PortfolioInput, stepsOf?: StepsOf): PlainLineup[] {
  const given = allLineups(input);
  const found: PlainLineup[] = [];
  while (found.length < input.lineups) {
    const candidates = stepsOf ? allLineups(input, stepsOf(found.length)) : given;
    const next = candidates.find((lineup) => mayFollow(lineup, found, input));
    if (!next) return found;
    found.push(next);
  }
  return found;
}

/** Whether uniqueness and exposure allow a lineup after those found. */
export function mayFollow(
  lineup: PlainLineup,
  found: PlainLineup[],
  input: PortfolioInput,
): boolean {
  const remaining = input.lineups - found.length;
  const isUnique = found.every((earlier) => {
    const different = lineup.positions.filter((p) => !earlier.positions.includes(p));
    return different.length >= input.minUnique;
  });
  return (
    isUnique &&
    input.drivers.every((driver, position) => {
      const uses = found.filter((earlier) => earlier.positions.includes(position)).length;
      const isIn = lineup.positions.includes(position);
      const limit = driver.maxExposure ?? (driver.lock ? 1 : input.maxExposure);
      if (isIn && uses + 1 > Math.floor(limit * input.lineups + 1e-9)) return false;
      const owed = Math.ceil(driver.minExposure * input.lineups - 1e-9) - uses;
      return isIn || owed <= 0 || owed < remaining;
    })
  );
}
