import type { PortfolioInput } from '@pitwall/contract';
import { walkLineups } from '@pitwall/lineups';

import { shouldStop, type UniverseControl } from '../universeControl.ts';
import { type LineupRuns, RunWriter } from './runWriter.ts';

/** Every lineup that the rules of a slate allow, in a fixed order, by which they are numbered. */
export type LineupUniverse = LineupRuns & { count: number; rosterSize: number };

/** Six of 40 drivers are 3.8 million; each lineup takes some 18 bytes in all. */
const MOST_LINEUPS = 20_000_000;

/**
 * Finds them all. With roster sizes and fields far above those of the contest sites there can be too
 * many: `too_many` as soon as there are more than `most`.
 */
export function enumerateLineups(
  input: PortfolioInput,
  control: UniverseControl = {},
  most = MOST_LINEUPS,
): LineupUniverse | 'stopped' | 'too_many' {
  const runs = new RunWriter();
  const isComplete = walkLineups(input, {
    onRun: (run) => runs.add(run),
    shouldStop: () => runs.lineups > most || shouldStop(control),
  });
  if (runs.lineups > most) return 'too_many';
  if (!isComplete) return 'stopped';
  control.onProgress?.({ phase: 'enumerate', done: runs.lineups, total: runs.lineups });
  return { ...runs.finish(), count: runs.lineups, rosterSize: input.rules.rosterSize };
}
