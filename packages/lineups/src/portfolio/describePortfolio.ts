import type {
  Exposure,
  Lineup,
  PortfolioInput,
  FoundPortfolio,
  Shortfall,
  Termination,
} from '@pitwall/contract';

import { toPoints, toSteps } from '../slate/fixedPoint.ts';
import type { PortfolioDraft } from './portfolioDraft.ts';

type Outcome = { termination: Termination; reason?: Shortfall };

/** The finished draft in the words of the contract. */
export function describePortfolio(
  input: PortfolioInput,
  draft: PortfolioDraft,
  { termination, reason }: Outcome,
): FoundPortfolio {
  return {
    termination,
    site: input.site,
    ...(input.slateId !== undefined && { slateId: input.slateId }),
    lineups: draft.lineups.map((lineup) => describeLineup(lineup, input)),
    exposures: exposuresOf(input, draft),
    counts: { asked: draft.asked, found: draft.lineups.length },
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

function exposuresOf({ drivers }: PortfolioInput, { uses, lineups }: PortfolioDraft): Exposure[] {
  return drivers
    .map(({ id, name }, position) => {
      const count = uses[position]!;
      return { id, name, lineups: count, share: count / lineups.length };
    })
    .filter((exposure) => exposure.lineups > 0)
    .toSorted((a, b) => b.lineups - a.lineups);
}
