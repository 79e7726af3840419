import { TakenSubsets } from '@pitwall/lineups';
import { chunkCountOf, type LineupUniverse, visitChunk } from '@pitwall/universe';

import { type SelectionControl, shouldStop } from '../selectionControl.ts';
import type { Draft } from './draft.ts';

/**
 * Where the pool has no more lineup within the limits, any other of the universe: an exchange can make
 * more of it than of none. Takes them in the order of their numbers; false when stopped.
 */
export function fillUp(draft: Draft, universe: LineupUniverse, control: SelectionControl): boolean {
  const { pool, cover } = draft;
  const taken = takenBy(draft);
  const ended = findLineup(universe, control, (positions) => {
    if (!draft.hasRoomFor(positions) || taken.isTaken(positions)) return false;
    const lineup = positions.toSorted();
    taken.take(lineup);
    pool.add(lineup);
    cover.add(lineup);
    draft.join(pool.count - 1);
    return draft.missing === 0;
  });
  return ended !== 'stopped';
}

/**
 * Whether any lineup is left that differs enough from all of the draft, room for it or not. Undefined
 * when stopped.
 */
export function hasOtherLineup(
  draft: Draft,
  universe: LineupUniverse,
  control: SelectionControl,
): boolean | undefined {
  const taken = takenBy(draft);
  const ended = findLineup(universe, control, (positions) => !taken.isTaken(positions));
  return ended === 'stopped' ? undefined : ended === 'found';
}

function takenBy({ pool, members, limits }: Draft): TakenSubsets {
  const rosterSize = pool.at(0).length;
  const taken = new TakenSubsets(limits.maxUses.length, rosterSize, rosterSize - limits.mostShared);
  for (const lineup of members) taken.take(pool.at(lineup));
  return taken;
}

/** Shows the drivers of one lineup after the other, in a list used again, until one is as wanted. */
function findLineup(
  universe: LineupUniverse,
  control: SelectionControl,
  isWanted: (positions: Uint8Array) => boolean,
): 'found' | 'none' | 'stopped' {
  const positions = new Uint8Array(universe.rosterSize);
  let isFound = false;
  for (let chunk = 0; chunk < chunkCountOf(universe); chunk++) {
    if (shouldStop(control)) return 'stopped';
    visitChunk(universe, chunk, (_, path, last) => {
      if (isFound) return;
      positions.set(path);
      positions[path.length] = last;
      isFound = isWanted(positions);
    });
    if (isFound) return 'found';
  }
  return 'none';
}
