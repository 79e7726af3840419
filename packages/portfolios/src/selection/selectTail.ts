import type { PortfolioInput, Shortfall } from '@pitwall/contract';
import { type CountTask, type KernelModule, lineupsAt, RaceCover } from '@pitwall/universe';

import { type SelectionControl, shouldStop } from '../selectionControl.ts';
import { Draft } from './draft.ts';
import { exchange } from './exchange.ts';
import { explainShortfall } from './explainShortfall.ts';
import { fillUp, hasOtherLineup } from './fillUp.ts';
import { LineupPool } from './lineupPool.ts';
import { portfolioLimitsOf } from './portfolioLimits.ts';
import { selectGreedily } from './selectGreedily.ts';

/** Races and lineups to select from; its counts are not looked at and need not be complete. */
export type TailTask = Pick<CountTask, 'universe' | 'scenarios' | 'lines'>;

export type TailRequest = {
  input: PortfolioInput;
  task: TailTask;
  /** As `chooseCandidates` gives them. */
  candidates: Uint32Array;
};

export type TailSelection = {
  /** Input positions, ascending in each lineup, in the order selected. */
  lineups: Uint8Array[];
  /** In how many races at least one of them reaches the first line. */
  covered: number;
  /** False when stopped: the lineups are within all maximums, but there may be better ones, or more. */
  isComplete: boolean;
  /** Why there are fewer lineups than asked for, or less of a driver than asked for. */
  reason?: Shortfall;
};

const LINEUPS_AT_ONCE = 1_024;

/**
 * The portfolio that covers the most races: one by one the lineup that adds the most, then exchanges until
 * no single swap with any candidate helps. The same input gives the same lineups.
 */
export function selectTail(
  module: KernelModule,
  request: TailRequest,
  control: SelectionControl = {},
): TailSelection {
  const draft = createDraft(module, request);
  const isComplete = takeIn(draft, request, control) && improve(draft, request, control);
  return describe(draft, request, { isComplete, control });
}

function createDraft(module: KernelModule, { input, task, candidates }: TailRequest): Draft {
  const limits = portfolioLimitsOf(input);
  // With room for those that are added where the candidates do not suffice.
  const lineups = candidates.length + limits.lineups;
  const { rosterSize } = task.universe;
  const { scenarios, lines } = task;
  const pool = new LineupPool({ lineups, rosterSize, driverCount: input.drivers.length });
  const size = { lineups, members: limits.lineups };
  const cover = new RaceCover(module, { scenarios, line: lines[0]! }, size);
  return new Draft({ pool, cover, limits });
}

function takeIn(
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

/** An exchange can make room for more lineups, which can then be exchanged. */
function improve(draft: Draft, { task }: TailRequest, control: SelectionControl): boolean {
  for (;;) {
    const before = draft.members.length;
    if (!selectGreedily(draft, control)) return false;
    if (draft.missing > 0 && !fillUp(draft, task.universe, control)) return false;
    if (draft.members.length === before) return true;
    if (!exchange(draft, control)) return false;
    if (draft.missing === 0) return true;
  }
}

function describe(
  draft: Draft,
  { input, task }: TailRequest,
  { isComplete, control }: { isComplete: boolean; control: SelectionControl },
): TailSelection {
  const found = { lineups: draft.lineups(), covered: draft.cover.covered, isComplete };
  if (!isComplete) return found;
  const reason = explainShortfall({ input, draft }, () =>
    hasOtherLineup(draft, task.universe, control),
  );
  return reason ? { ...found, reason } : found;
}
