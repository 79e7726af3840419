import type { Driver } from '@pitwall/contract';

import type { FittedField } from './fittedField.ts';

/** Less than this nobody notices: projections are given to half a point. */
const NOTABLE = 0.5;
const MOST_NAMED = 10;

/**
 * Where the simulated means are not those given, for people: all drivers where the means do not add up
 * to the points of a field, and those that no race can give what is asked.
 */
export function fitWarnings(
  drivers: readonly Pick<Driver, 'name'>[],
  { meanAdjustments, means }: FittedField,
): string[] {
  const shared = median(meanAdjustments);
  const off = [...drivers.keys()].filter(
    (driver) => Math.abs(meanAdjustments[driver]! - shared) >= NOTABLE,
  );
  const names = off
    .slice(0, MOST_NAMED)
    .map((driver) => `${drivers[driver]!.name} ${means[driver]!.toFixed(1)}`);
  const more = off.length > MOST_NAMED ? ` and ${off.length - MOST_NAMED} more` : '';
  return [
    ...(Math.abs(shared) < NOTABLE ? [] : [sharedWarning(shared)]),
    ...(off.length === 0
      ? []
      : [`No race gives these what is projected: ${names.join(', ')}${more}`]),
  ];
}

function sharedWarning(shared: number): string {
  const [more, less] = shared > 0 ? ['more', 'less'] : ['less', 'more'];
  return (
    `The projections add up to ${less} than the drivers of a race score together, ` +
    `so nearly all score ${Math.abs(shared).toFixed(1)} points ${more} than projected`
  );
}

function median(values: Float64Array): number {
  return values.toSorted()[values.length >> 1] ?? 0;
}
