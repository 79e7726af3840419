import { type CountTask, isComplete } from '../count/countTask.ts';
import { lineupsAt } from '../lineups/visitLineups.ts';
import { shouldStop, type UniverseControl } from '../universeControl.ts';
import { highest } from './highest.ts';
import { LineupScores } from './lineupScores.ts';
import { stepTotals } from './stepTotals.ts';

export type LineupWorth = {
  /** Its number in the universe. */
  lineup: number;
  /** Its drivers by input position, ascending. */
  positions: Uint8Array;
  meanSteps: number;
  /** By share asked for: the score that so many of the races do not exceed. */
  percentileSteps: number[];
  /** By line: the share of the races in which the lineup reaches it. */
  reached: number[];
};

export type Assessment = {
  /** By lineup: its steps in all races together; divided by the races, its mean. */
  totals: Float64Array;
  /** The best by mean and by each line, in the order of their numbers. */
  best: LineupWorth[];
};

export type Assessed = {
  /** How many of the best by each measure to look at closely. */
  count: number;
  /** Ascending, above 0. */
  percentiles: readonly number[];
};

const LINEUPS_PER_PROGRESS = 256;

/**
 * What a complete count says: the mean of every lineup, and all there is to say about the best. Counts
 * and means are of all lineups; percentiles need each score of each race in order, which for millions
 * of lineups would take minutes. Undefined when stopped.
 */
export function assessLineups(
  task: CountTask,
  { count, percentiles }: Assessed,
  control: UniverseControl = {},
): Assessment | undefined {
  if (!isComplete(task)) throw new Error('Not all lineups have been counted');
  const totals = stepTotals(task.universe, task.scenarios, control);
  if (!totals) return undefined;
  const chosen = chooseBest([totals, ...task.counts], count, control);
  if (!chosen) return undefined;
  const { rosterSize } = task.universe;
  const positions = lineupsAt(task.universe, chosen);
  const scores = new LineupScores(task.scenarios);
  const best: LineupWorth[] = [];
  for (const [index, lineup] of chosen.entries()) {
    if (shouldStop(control)) return undefined;
    const own = positions.slice(index * rosterSize, (index + 1) * rosterSize);
    scores.load(own);
    best.push({
      lineup,
      positions: own,
      meanSteps: totals[lineup]! / task.scenarios.count,
      percentileSteps: scores.percentiles(percentiles),
      reached: task.counts.map((reached) => reached[lineup]! / task.scenarios.count),
    });
    if (best.length % LINEUPS_PER_PROGRESS === 0 || best.length === chosen.length) {
      control.onProgress?.({ phase: 'worth', done: best.length, total: chosen.length });
    }
  }
  return { totals, best };
}

/** The best by any of the measures, in the order of their numbers. */
function chooseBest(
  measures: readonly (Float64Array | Uint32Array)[],
  count: number,
  control: UniverseControl,
): Uint32Array | undefined {
  const chosen = new Set<number>();
  for (const measure of measures) {
    const best = highest(measure, count, () => shouldStop(control));
    if (!best) return undefined;
    for (const lineup of best) chosen.add(lineup);
  }
  return Uint32Array.from(chosen).toSorted();
}
