import type { PortfolioInput } from '@pitwall/contract';

import { PortfolioDraft } from './portfolio/portfolioDraft.ts';
import { createTableMemory } from './search/boundTable.ts';
import type { LineupList } from './search/lineupList.ts';
import { LineupSearch } from './search/lineupSearch.ts';
import { StopWatch } from './search/stopWatch.ts';
import { topOf } from './search/topOf.ts';
import { type PreparedSlate, prepareSlate } from './slate/preparedSlate.ts';

/**
 * The lineups that could be in a portfolio of this input, ranked by scores that the caller changes from
 * one question to the next. Those with drivers of whom the exposure allows none, or without ones who must
 * be in all, are left out; besides that, exposure and uniqueness play no part.
 */
export class LineupRanking {
  readonly #slate: PreparedSlate;
  readonly #draft: PortfolioDraft;
  readonly #stopWatch: StopWatch;
  readonly #memory = createTableMemory();

  constructor(input: PortfolioInput, shouldStop: () => boolean) {
    this.#slate = prepareSlate(input);
    this.#draft = new PortfolioDraft(input, this.#slate);
    this.#stopWatch = new StopWatch(shouldStop);
  }

  /**
   * The `count` lineups of the highest sum of scores, or all if there are fewer; undefined when told to
   * stop. The scores, by input position, are whole numbers whose sums are below 2^53.
   */
  top(scores: Float64Array, count: number): LineupList | undefined {
    const tools = { memory: this.#memory, stopWatch: this.#stopWatch };
    const search = new LineupSearch(this.#draft.space(scores), tools);
    const top = topOf(search, count, this.#slate.rosterSize);
    return this.#stopWatch.isStopped ? undefined : top;
  }
}
