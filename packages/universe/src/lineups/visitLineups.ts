import type { LineupUniverse } from './enumerateLineups.ts';

/** `path` holds all drivers but the last, and is used again. */
export type LineupVisitor = (lineup: number, path: Uint8Array, last: number) => void;

/** Shows the lineups of one chunk in their order. */
export function visitChunk(universe: LineupUniverse, chunk: number, visit: LineupVisitor): void {
  const { bytes, byteAt, lineupAt } = universe;
  const path = new Uint8Array(universe.rosterSize - 1);
  let at = byteAt[chunk]!;
  const end = byteAt[chunk + 1]!;
  let lineup = lineupAt[chunk]!;
  while (at < end) {
    for (let depth = bytes[at++]!; depth < path.length; depth++) path[depth] = bytes[at++]!;
    const lastEnd = at + 1 + bytes[at]!;
    for (at++; at < lastEnd; at++) visit(lineup++, path, bytes[at]!);
  }
}

export function chunkCountOf({ byteAt }: LineupUniverse): number {
  return byteAt.length - 1;
}

/**
 * The drivers of the lineups with these numbers, as input positions ascending within each lineup, in
 * the order asked for. A walk through the chunks they are in, so ask for many at once.
 */
export function lineupsAt(universe: LineupUniverse, lineups: Uint32Array): Uint8Array {
  const { rosterSize } = universe;
  const found = new Uint8Array(lineups.length * rosterSize);
  const order = [...lineups.keys()].toSorted((a, b) => lineups[a]! - lineups[b]!);
  let next = 0;
  for (let chunk = 0; chunk < chunkCountOf(universe) && next < order.length; chunk++) {
    if (lineups[order[next]!]! >= universe.lineupAt[chunk + 1]!) continue;
    visitChunk(universe, chunk, (lineup, path, last) => {
      for (; next < order.length && lineups[order[next]!] === lineup; next++) {
        const place = found.subarray(order[next]! * rosterSize, (order[next]! + 1) * rosterSize);
        place.set(path);
        place[rosterSize - 1] = last;
        place.sort();
      }
    });
  }
  return found;
}
