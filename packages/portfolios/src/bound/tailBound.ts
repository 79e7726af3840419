import {
  chunkCountOf,
  type CountTask,
  createWeightedTask,
  highest,
  isComplete,
  MOST_WEIGHT,
  visitChunk,
} from '@pitwall/universe';

import type { TailTask } from '../selection/createDraft.ts';
import type { Draft } from '../selection/draft.ts';
import { type SelectionControl, shouldStop } from '../selectionControl.ts';
import { baseOf } from './dual.ts';
import { findDual } from './findDual.ts';

/** A bound that lacks only what the lineups of the universe are worth: plain data, for any threads. */
export type TailBound = {
  /** To be completed by `countLineups`, in any number of threads. */
  task: CountTask;
  races: number;
  lineups: number;
  /** In parts of a race, `MOST_WEIGHT` to one. */
  base: number;
  prices: Int32Array;
};

/** Undefined when stopped. */
export function prepareBound(
  draft: Draft,
  task: TailTask,
  control: SelectionControl,
): TailBound | undefined {
  const dual = findDual(draft, control);
  return (
    dual && {
      task: createWeightedTask(task, dual.weights),
      races: draft.cover.races,
      lineups: draft.limits.lineups,
      base: baseOf(dual, draft.limits),
      prices: dual.prices,
    }
  );
}

/**
 * In how many of the races at least one lineup can reach the line at most, for any portfolio of the
 * whole universe within the maximum exposures. Undefined when stopped.
 */
export function readBound(
  { task, races, lineups, base, prices }: TailBound,
  control: SelectionControl = {},
): number | undefined {
  if (!isComplete(task)) throw new Error('Not all lineups have been counted');
  const worth = worthOf({ task, prices }, control);
  const top = worth && highest(worth, lineups, () => shouldStop(control));
  if (!top) return undefined;
  const most = top.reduce((sum, lineup) => sum + worth[lineup]!, 0);
  return Math.min(races, Math.floor((base + most) / MOST_WEIGHT));
}

/** What each lineup is worth beyond the prices of its drivers; nobody has to take one at a loss. */
function worthOf(
  { task, prices }: Pick<TailBound, 'task' | 'prices'>,
  control: SelectionControl,
): Uint32Array | undefined {
  const counts = task.counts[0]!;
  if (prices.every((price) => price === 0)) return counts;
  const worth = new Uint32Array(counts.length);
  for (let chunk = 0; chunk < chunkCountOf(task.universe); chunk++) {
    if (shouldStop(control)) return undefined;
    visitChunk(task.universe, chunk, (lineup, path, last) => {
      let price = prices[last]!;
      for (const driver of path) price += prices[driver]!;
      worth[lineup] = Math.max(0, counts[lineup]! - price);
    });
  }
  return worth;
}
