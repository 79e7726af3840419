import type { Driver } from '@pitwall/contract';

import { estimateOwnership, type FieldDriver, type Roster } from './estimateOwnership.ts';
import { shareOut } from './shareOut.ts';

/**
 * Ownership as given, the rest estimated: drivers without any share what the given ones leave of the
 * roster size, in proportion to the estimate.
 */
export function ownershipOf(
  drivers: readonly (FieldDriver & Pick<Driver, 'ownership'>)[],
  roster: Roster,
): number[] {
  const estimated = estimateOwnership(drivers, roster);
  const given = drivers.reduce((sum, { ownership }) => sum + (ownership ?? 0), 0);
  const missing = drivers.reduce(
    (sum, { ownership }, index) => sum + (ownership === undefined ? estimated[index]! : 0),
    0,
  );
  const scale = missing > 0 ? Math.max(0, roster.rosterSize - given) / missing : 0;
  return shareOut(
    drivers.map(({ ownership }, index) => ownership ?? estimated[index]! * scale),
    roster.rosterSize,
  );
}
