import type { FieldDriver } from './fittedField.ts';

/** More would not fit 16 bits together with the longest race. */
const LAST_START = 800;

/**
 * Starting places; drivers without one get those that are left, the best projection first, as if they
 * had qualified in that order.
 */
export function startingGrid(drivers: readonly FieldDriver[]): Int32Array {
  const taken = new Set(drivers.map(({ startPosition }) => startPosition));
  const starts = Int32Array.from(drivers, ({ startPosition }) => startPosition ?? 0);
  const missing = [...drivers.keys()]
    .filter((driver) => drivers[driver]!.startPosition === undefined)
    .toSorted((one, other) => drivers[other]!.projection - drivers[one]!.projection);
  let place = 1;
  for (const driver of missing) {
    while (taken.has(place)) place++;
    starts[driver] = place++;
  }
  const wrong = starts.find((start) => start < 1 || start > LAST_START);
  if (wrong !== undefined) throw new RangeError(`No car can start in place ${wrong}`);
  return starts;
}

/** Equal names get equal indexes, drivers without one −1. */
export function indexesOf(names: readonly (string | undefined)[]): Int32Array {
  const known = [...new Set(names)].filter((name) => name !== undefined);
  return Int32Array.from(names, (name) => (name === undefined ? -1 : known.indexOf(name)));
}
