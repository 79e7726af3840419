import { BestFirst } from './bestFirst.ts';
import { type LineupList, NO_LINEUPS } from './lineupList.ts';
import type { LineupSearch } from './lineupSearch.ts';

/** The first `count` lineups of a search, best first. */
export function topOf(search: LineupSearch, count: number, rosterSize: number): LineupList {
  const bestFirst = new BestFirst();
  const batches: LineupList[] = [];
  for (let missing = count; missing > 0;) {
    const batch = bestFirst.next(search, missing);
    if (batch.count === 0) break;
    batches.push(batch);
    missing -= batch.count;
  }
  return batches.length === 0 ? NO_LINEUPS : firstOf(batches, count, rosterSize);
}

function firstOf(batches: readonly LineupList[], limit: number, rosterSize: number): LineupList {
  const count = Math.min(
    limit,
    batches.reduce((sum, batch) => sum + batch.count, 0),
  );
  const scores = new Float64Array(count);
  const positions = new Uint8Array(count * rosterSize);
  let done = 0;
  for (const batch of batches) {
    const taken = Math.min(batch.count, count - done);
    scores.set(batch.scores.subarray(0, taken), done);
    positions.set(batch.positions.subarray(0, taken * rosterSize), done * rosterSize);
    done += taken;
  }
  return { count, scores, positions };
}
