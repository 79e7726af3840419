import type { PreparedSlate } from '../slate/preparedSlate.ts';
import type { TableMemory } from './boundTable.ts';
import type { StopWatch } from './stopWatch.ts';
import type { TakenSubsets } from './takenSubsets.ts';

/** Which lineups a search is about. */
export type SearchSpace = {
  slate: PreparedSlate;
  /** What to maximise the sum of, by input position; see `scoresOf`. */
  scores: Float64Array;
  /** The drivers that may be chosen, as input positions. */
  open: readonly number[];
  /** In every lineup; a forced driver who is not open leaves no lineup. */
  forced: readonly number[];
  taken: TakenSubsets | undefined;
};

/** What one search after another may share. */
export type SearchTools = { memory: TableMemory; stopWatch: StopWatch };

/** The drivers that a search chooses from, in the order in which it tries them: highest score first. */
export type SearchOrder = {
  positions: readonly number[];
  scores: Float64Array;
  units: Int32Array;
};

export function searchOrderOf({ slate, scores, open, forced }: SearchSpace): SearchOrder {
  const positions = open
    .filter((position) => !forced.includes(position))
    .toSorted((a, b) => scores[b]! - scores[a]! || a - b);
  return {
    positions,
    scores: Float64Array.from(positions, (position) => scores[position]!),
    units: Int32Array.from(positions, (position) => slate.salary.units[position]!),
  };
}
