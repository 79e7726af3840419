import type { Lineup, PortfolioInput } from '@pitwall/contract';

/** Lineups as ascending input positions. */
export function positionsOf(
  { drivers }: PortfolioInput,
  lineups: readonly Pick<Lineup, 'drivers'>[],
): Uint8Array[] {
  const positionOf = new Map(drivers.map(({ id }, position) => [id, position]));
  return lineups.map((lineup) =>
    Uint8Array.from(lineup.drivers, (id) => positionOf.get(id)!).toSorted(),
  );
}
