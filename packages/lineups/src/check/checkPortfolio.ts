import type { Driver, FoundPortfolio, PortfolioInput } from '@pitwall/contract';

import { checkLineup } from './checkLineup.ts';
import { findOverlap } from './findOverlap.ts';

/** Shares and sums of decimal fractions are off by far less, and what they stand for by far more. */
const ROUNDING = 1e-6;

type Found = Pick<FoundPortfolio, 'lineups' | 'exposures' | 'counts' | 'reason'>;

/**
 * What is wrong with a portfolio, in words; nothing when it keeps every rule of its input and its
 * numbers add up. Written plainly from the rules, and sharing no code with the searches, so that a
 * mistake of theirs does not go unseen.
 */
export function checkPortfolio(input: PortfolioInput, found: Found): string[] {
  const drivers = new Map(input.drivers.map((driver) => [driver.id, driver]));
  const faults = found.lineups.flatMap((lineup, index) =>
    checkLineup(lineup, { input, drivers }).map((fault) => `Lineup ${index + 1} ${fault}`),
  );
  // What follows takes lineups for what they should be.
  if (faults.length > 0) return faults;
  return [
    ...checkOverlap(input, found),
    ...checkCounts(input, found),
    ...checkUses(input, found),
    ...checkExposures(drivers, found),
  ];
}

function checkOverlap({ minUnique, rules, drivers }: PortfolioInput, { lineups }: Found): string[] {
  const most = rules.rosterSize - minUnique;
  const overlap = findOverlap(
    lineups.map((lineup) => lineup.drivers),
    { ids: drivers.map(({ id }) => id), most },
  );
  if (!overlap) return [];
  const [earlier, later] = overlap;
  return [`Lineups ${earlier + 1} and ${later + 1} share more than ${most} drivers`];
}

function checkCounts({ lineups: asked }: PortfolioInput, { lineups, counts }: Found): string[] {
  if (counts.asked === asked && counts.found === lineups.length && lineups.length <= asked) {
    return [];
  }
  return [`${lineups.length} lineups for ${asked} asked are counted as ${counts.found}`];
}

function checkUses(input: PortfolioInput, { lineups, reason }: Found): string[] {
  const uses = usesOf(lineups);
  const { lineups: asked } = input;
  return input.drivers.flatMap((driver) => {
    const used = uses.get(driver.id) ?? 0;
    const most = greatestShare(driver, input) * asked;
    if (used > most + ROUNDING) return [`${driver.name} is in ${used} lineups, above ${most}`];
    // A portfolio that is short, or says what it lacks, may lack just those lineups that he was to be in.
    const least = lineups.length < asked || reason ? 0 : driver.minExposure * asked;
    if (used < least - ROUNDING) return [`${driver.name} is in ${used} lineups, below ${least}`];
    return [];
  });
}

function greatestShare(driver: Driver, { maxExposure }: PortfolioInput): number {
  return driver.maxExposure ?? (driver.lock ? 1 : maxExposure);
}

function checkExposures(
  drivers: ReadonlyMap<string, Driver>,
  { lineups, exposures }: Found,
): string[] {
  const uses = usesOf(lineups);
  const wrong = exposures.filter(
    ({ id, name, lineups: used, share }) =>
      used !== uses.get(id) ||
      name !== drivers.get(id)?.name ||
      Math.abs(share - used / lineups.length) > ROUNDING,
  );
  if (exposures.length !== uses.size) return [`${exposures.length} of ${uses.size} are listed`];
  return wrong.map(({ name }) => `The exposure of ${name} is not that of the lineups`);
}

function usesOf(lineups: Found['lineups']): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { drivers } of lineups)
    for (const id of drivers) uses.set(id, (uses.get(id) ?? 0) + 1);
  return uses;
}
