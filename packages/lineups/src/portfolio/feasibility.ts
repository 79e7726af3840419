import { createTableMemory } from '../search/boundTable.ts';
import type { LineupList } from '../search/lineupList.ts';
import { LineupSearch } from '../search/lineupSearch.ts';
import type { SearchSpace } from '../search/searchSpace.ts';
import type { StopWatch } from '../search/stopWatch.ts';
import { type PreparedSlate, scoresOf } from '../slate/preparedSlate.ts';

/** Answers whether any lineup is left when some of the rules are taken away. */
export class Feasibility {
  readonly #slate: PreparedSlate;
  readonly #stopWatch: StopWatch;
  readonly #memory = createTableMemory();

  constructor(slate: PreparedSlate, stopWatch: StopWatch) {
    this.#slate = slate;
    this.#stopWatch = stopWatch;
  }

  /** Once true, the answers are of no use. */
  get wasStopped(): boolean {
    return this.#stopWatch.isStopped;
  }

  /** Under the lineup rules only, but for what is given otherwise. */
  hasLineup(changes: Partial<SearchSpace>): boolean {
    return this.#best(changes).count > 0;
  }

  /** The least ownership, in steps, of a lineup of the slate; undefined when there is no lineup. */
  leastOwnership(slate: PreparedSlate, steps: Float64Array): number | undefined {
    const least = this.#best({ slate, scores: steps.map((step) => -step) });
    return least.count > 0 ? -least.scores[0]! : undefined;
  }

  #best(changes: Partial<SearchSpace>): LineupList {
    const slate = changes.slate ?? this.#slate;
    const space: SearchSpace = {
      slate,
      scores: scoresOf(slate.steps, slate.salary),
      open: slate.open,
      forced: slate.locked,
      taken: undefined,
      ...changes,
    };
    const search = new LineupSearch(space, { memory: this.#memory, stopWatch: this.#stopWatch });
    return search.find({ limit: 1, floor: -Infinity, after: undefined });
  }
}
