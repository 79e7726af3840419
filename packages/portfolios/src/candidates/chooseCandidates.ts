import type { PortfolioInput } from '@pitwall/contract';
import { coverBytes, type CountTask, highest, isComplete, lineupsAt } from '@pitwall/universe';

import { portfolioLimitsOf } from '../selection/portfolioLimits.ts';
import { type SelectionControl, shouldStop } from '../selectionControl.ts';
import { bestFor, type Wish, wishesOf } from './wishes.ts';

const MOST_CANDIDATES = 100_000;
/** Of memory for the races that each candidate reaches. */
const MOST_BYTES = 1 << 27;
const LINEUPS_AT_ONCE = 1_024;

export type CandidateRequest = {
  input: PortfolioInput;
  task: CountTask;
  /** By lineup what it is good for; where it is not given, how many races it reaches the first line in. */
  worth?: Uint32Array;
  /** How many of the best, beside those that the limits call for. */
  count?: number;
};

/**
 * The lineups worth selecting from, by number, ascending: those worth most (of equal ones the lower number), and for each driver who must be in some
 * lineups, or not in all, the best with him, or without him. Undefined when stopped.
 */
export function chooseCandidates(
  { input, task, worth = task.counts[0]!, count = mostCandidates(task) }: CandidateRequest,
  control: SelectionControl = {},
): Uint32Array | undefined {
  if (!isComplete(task)) throw new Error('Not all lineups have been counted');
  const best = highest(worth, count, () => shouldStop(control))?.toSorted();
  if (!best || best.length === task.universe.count) return best;
  const wishes = wishesOf(portfolioLimitsOf(input));
  const unmet = unmetBy(best, wishes, { task, control });
  if (!unmet) return undefined;
  if (unmet.length === 0) return best;
  const wished = bestFor(unmet, { task, worth }, control);
  return wished && Uint32Array.from(new Set([...best, ...wished])).toSorted();
}

function mostCandidates({ scenarios }: CountTask): number {
  return Math.min(MOST_CANDIDATES, Math.floor(MOST_BYTES / coverBytes(scenarios.count)));
}

function unmetBy(
  lineups: Uint32Array,
  wishes: readonly Wish[],
  { task: { universe, scenarios }, control }: { task: CountTask; control: SelectionControl },
): Wish[] | undefined {
  const uses = new Uint32Array(scenarios.driverCount);
  for (let from = 0; from < lineups.length; from += LINEUPS_AT_ONCE) {
    if (shouldStop(control)) return undefined;
    const some = lineupsAt(universe, lineups.subarray(from, from + LINEUPS_AT_ONCE));
    for (const driver of some) uses[driver]!++;
  }
  return wishes.filter(({ driver, isWith, lineups: wanted }) => {
    const held = uses[driver]!;
    return (isWith ? held : lineups.length - held) < wanted;
  });
}
