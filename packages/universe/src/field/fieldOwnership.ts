import type { Driver } from '@pitwall/contract';

import type { FieldDriver, Roster } from './estimateOwnership.ts';
import { ownershipOf } from './ownershipOf.ts';

type Owned = FieldDriver & Pick<Driver, 'ownership' | 'out'>;

/** The share of the field's lineups that has each driver; nobody has one who does not race. */
export function fieldOwnership(drivers: readonly Owned[], roster: Roster): number[] {
  const racing = [...drivers.keys()].filter((position) => !drivers[position]!.out);
  const shares = ownershipOf(
    racing.map((position) => drivers[position]!),
    roster,
  );
  const ownership = drivers.map(() => 0);
  for (const [index, position] of racing.entries()) ownership[position] = shares[index]!;
  return ownership;
}
