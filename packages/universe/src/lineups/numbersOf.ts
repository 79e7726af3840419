import { createDraws } from '../draws.ts';
import type { LineupUniverse } from './enumerateLineups.ts';
import { chunkCountOf, visitChunk } from './visitLineups.ts';

/**
 * The numbers of those of some lineups (input positions ascending in each) that are in the universe,
 * ascending. A walk through all of it, so ask for many at once. Undefined when stopped.
 */
export function numbersOf(
  universe: LineupUniverse,
  lineups: readonly Uint8Array[],
  shouldStop: () => boolean = () => false,
): Uint32Array | undefined {
  const words = driverWords();
  const known = new Map<number, Set<string>>();
  for (const lineup of lineups) {
    const hash = lineup.reduce((mixed, driver) => mixed ^ words[driver]!, 0);
    known.set(hash, (known.get(hash) ?? new Set()).add(lineup.join()));
  }
  const numbers: number[] = [];
  for (let chunk = 0; chunk < chunkCountOf(universe); chunk++) {
    if (shouldStop()) return undefined;
    visitChunk(universe, chunk, (number, path, last) => {
      let hash = words[last]!;
      for (const driver of path) hash ^= words[driver]!;
      // Few lineups have the hash of one that is looked for, and nearly all of them are it.
      const same = known.get(hash);
      if (
        same?.has(
          Uint8Array.of(...path, last)
            .toSorted()
            .join(),
        )
      )
        numbers.push(number);
    });
  }
  return Uint32Array.from(numbers);
}

/** A random word per driver; the hash of a lineup is the exclusive or of its drivers'. */
function driverWords(): Int32Array {
  const draw = createDraws(1);
  return Int32Array.from({ length: 256 }, () => draw() * 2 ** 32 - 2 ** 31);
}
