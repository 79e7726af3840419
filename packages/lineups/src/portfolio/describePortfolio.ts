import type {
  Exposure,
  Lineup,
  PortfolioInput,
  FoundPortfolio,
  Shortfall,
  Termination,
} from '@pitwall/contract';

import { toPoints, toSteps } from '../slate/fixedPoint.ts';

export type Outcome = { termination: Termination; reason?: Shortfall };

/** Lineups, each as ascending input positions, in the words of the contract. */
export function describePortfolio(
  input: PortfolioInput,
  lineups: readonly Uint8Array[],
  { termination, reason }: Outcome,
): FoundPortfolio {
  return {
    termination,
    site: input.site,
    ...(input.slateId !== undefined && { slateId: input.slateId }),
    lineups: lineups.map((lineup) => describeLineup(lineup, input)),
    exposures: exposuresOf(input, lineups),
    counts: { asked: input.lineups, found: lineups.length },
    ...(reason && { reason }),
    projectionSource: input.projectionSource ?? 'given',
  };
}

function describeLineup(positions: Uint8Array, input: PortfolioInput): Lineup {
  const drivers = Array.from(positions, (position) => input.drivers[position]!);
  return {
    drivers: drivers.map((driver) => driver.id),
    salary: drivers.reduce((sum, driver) => sum + driver.salary, 0),
    projection: toPoints(drivers.reduce((sum, driver) => sum + toSteps(driver.projection), 0)),
  };
}

function exposuresOf({ drivers }: PortfolioInput, lineups: readonly Uint8Array[]): Exposure[] {
  const uses = new Int32Array(drivers.length);
  for (const lineup of lineups) for (const position of lineup) uses[position]!++;
  return drivers
    .map(({ id, name }, position) => {
      const count = uses[position]!;
      return { id, name, lineups: count, share: count / lineups.length };
    })
    .filter((exposure) => exposure.lineups > 0)
    .toSorted((a, b) => b.lineups - a.lineups);
}
