import type { PortfolioInput } from '@pitwall/contract';

/** Lineups as ascending input positions. */
export function positionsOf(
  lineups: readonly { drivers: readonly string[] }[],
  { drivers }: Pick<PortfolioInput, 'drivers'>,
): Uint8Array[] {
  const positionOf = new Map(drivers.map(({ id }, position) => [id, position]));
  const getPosition = (id: string) => {
    const position = positionOf.get(id);
    if (position !== undefined) return position;
    throw new Error(`A lineup holds ${id}, who is not on the slate`);
  };
  return lineups.map((lineup) => Uint8Array.from(lineup.drivers, getPosition).toSorted());
}
