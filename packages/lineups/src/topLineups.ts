import type { PortfolioInput } from '@pitwall/contract';

import { createTableMemory } from './search/boundTable.ts';
import type { LineupList } from './search/lineupList.ts';
import { LineupSearch } from './search/lineupSearch.ts';
import { StopWatch } from './search/stopWatch.ts';
import { topOf } from './search/topOf.ts';
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
  return topOf(search, count, slate.rosterSize);
}
