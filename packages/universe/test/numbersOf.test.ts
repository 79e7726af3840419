import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { enumerateLineups } from '../src/lineups/enumerateLineups.ts';
import { numbersOf } from '../src/lineups/numbersOf.ts';
import { lineupsAt } from '../src/lineups/visitLineups.ts';
import { smallRaces } from './reference/smallRaces.ts';
import { wideSlate } from './reference/wideSlate.ts';

test('lineups are found by their drivers, and those that the rules leave out are not', () => {
  fc.assert(
    fc.property(smallRaces, fc.nat(), ({ input }, some) => {
      const universe = enumerateLineups(input);
      fc.pre(typeof universe !== 'string' && universe.count > 0);
      const { count, rosterSize } = universe;
      const numbers = [...new Set([some % count, (7 * some) % count])];
      const drivers = lineupsAt(universe, Uint32Array.from(numbers));
      const lineups = numbers.map((_, at) => drivers.slice(at * rosterSize, (at + 1) * rosterSize));
      const unknown = Uint8Array.from({ length: rosterSize }, () => 99);
      const found = numbersOf(universe, [unknown, ...lineups]);
      expect(found).toEqual(Uint32Array.from(numbers).toSorted());
    }),
  );
});

test('a walk that is stopped says so', () => {
  const { input } = wideSlate({ drivers: 8, races: 1 });
  const universe = enumerateLineups(input);
  if (typeof universe === 'string') throw new Error(universe);
  expect(numbersOf(universe, [], () => true)).toBeUndefined();
});
