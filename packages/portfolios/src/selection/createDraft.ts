import type { PortfolioInput } from '@pitwall/contract';
import { type CountTask, type KernelModule, lineupsAt, RaceCover } from '@pitwall/universe';

import { type SelectionControl, shouldStop } from '../selectionControl.ts';
import { Draft } from './draft.ts';
import { LineupPool } from './lineupPool.ts';
import { portfolioLimitsOf } from './portfolioLimits.ts';

/** Races and lineups to select from; its counts are not looked at and need not be complete. */
export type TailTask = Pick<CountTask, 'universe' | 'scenarios' | 'lines'>;

export type TailRequest = {
  input: PortfolioInput;
  task: TailTask;
  /** As `chooseCandidates` gives them. */
  candidates: Uint32Array;
  /** Without a bound it takes about half as long. */
  isBounded?: boolean;
};

const LINEUPS_AT_ONCE = 1_024;

/** An empty draft, with room for the candidates and for those that are added where they do not suffice. */
export function createDraft(module: KernelModule, { input, task, candidates }: TailRequest): Draft {
  const limits = portfolioLimitsOf(input);
  const lineups = candidates.length + limits.lineups;
  const { rosterSize } = task.universe;
  const { scenarios, lines } = task;
  const pool = new LineupPool({ lineups, rosterSize, driverCount: input.drivers.length });
  const size = { lineups, members: limits.lineups };
  const cover = new RaceCover(module, { scenarios, line: lines[0]! }, size);
  return new Draft({ pool, cover, limits });
}

/** Finds the races that the candidates reach; false when stopped. */
export function takeIn(
  { pool, cover }: Draft,
  { task, candidates }: TailRequest,
  control: SelectionControl,
): boolean {
  for (let from = 0; from < candidates.length; from += LINEUPS_AT_ONCE) {
    if (shouldStop(control)) return false;
    const some = lineupsAt(task.universe, candidates.subarray(from, from + LINEUPS_AT_ONCE));
    pool.add(some);
    cover.add(some);
    control.onProgress?.({ phase: 'bits', done: pool.count, total: candidates.length });
  }
  return true;
}
