import type { PortfolioInput } from '@pitwall/contract';

import { BestFirst } from './search/bestFirst.ts';
import { createTableMemory } from './search/boundTable.ts';
import type { LineupList } from './search/lineupList.ts';
import { LineupSearch } from './search/lineupSearch.ts';
import { StopWatch } from './search/stopWatch.ts';
import { prepareSlate, scoresOf } from './slate/preparedSlate.ts';

/**
 * The best `count` lineups of a slate under its lineup rules (roster, salary, teams, manufacturers,
 * groups, locks); exposure, uniqueness and randomness play no part. Fewer when there are not so many.
 */
export function topLineups(input: PortfolioInput, count: number): LineupList {
  const slate = prepareSlate(input);
  const search = new LineupSearch(
    {
      slate,
      scores: scoresOf(slate.steps, slate.salary),
      open: slate.open,
      forced: slate.locked,
      taken: undefined,
    },
    { memory: createTableMemory(), stopWatch: new StopWatch(() => false) },
  );
  const bestFirst = new BestFirst();
  const batches: LineupList[] = [];
  for (let missing = count; missing > 0;) {
    const batch = bestFirst.next(search, missing);
    if (batch.count === 0) break;
    batches.push(batch);
    missing -= batch.count;
  }
  return firstOf(batches, count, slate.rosterSize);
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
