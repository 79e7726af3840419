import { createTableMemory } from '../search/boundTable.ts';
import { LineupSearch } from '../search/lineupSearch.ts';
import type { SearchSpace } from '../search/searchSpace.ts';
import { type PreparedSlate, scoresOf } from '../slate/preparedSlate.ts';

/** Answers whether any lineup is left when some of the rules are taken away. */
export class Feasibility {
  /** Once true, the answers are of no use. */
  wasStopped = false;
  readonly #slate: PreparedSlate;
  readonly #shouldStop: () => boolean;
  readonly #memory = createTableMemory();

  constructor(slate: PreparedSlate, shouldStop: () => boolean) {
    this.#slate = slate;
    this.#shouldStop = shouldStop;
  }

  /** Under the lineup rules only, but for what is given otherwise. */
  hasLineup(changes: Partial<SearchSpace>): boolean {
    const slate = changes.slate ?? this.#slate;
    const space: SearchSpace = {
      slate,
      scores: scoresOf(slate.steps, slate.salary),
      open: slate.open,
      forced: slate.locked,
      taken: undefined,
      ...changes,
    };
    const search = new LineupSearch(space, { memory: this.#memory, shouldStop: this.#shouldStop });
    const found = search.find({ limit: 1, floor: -Infinity, after: undefined });
    this.wasStopped ||= search.wasStopped;
    return found.count > 0;
  }
}
