import type { KernelModule } from '@pitwall/universe';

import { exchange } from './exchange.ts';
import { type Alone, selectGreedily } from './greedy.ts';
import { mostGains } from './mostGains.ts';
import type { ProfitControl } from './profitControl.ts';
import { ProfitDraft, type ProfitRequest } from './profitDraft.ts';

export type ProfitSelection = {
  /** Candidates by number, in the order selected but for exchanges. */
  candidates: number[];
  /** Of all entries together, in dollars a contest, in the races selected by. */
  expectedProfit: number;
  /** The first so many, where all of them would take too much memory. */
  races: number;
  /**
   * No portfolio of as many lineups earns more in these races, within the limits or not; absent where
   * that is not known.
   */
  bound?: number;
  /** Whether it was exchanged from the stand-in. */
  isFromStandIn: boolean;
  /** False when stopped: there may be better ones, or more. */
  isComplete: boolean;
};

/**
 * The portfolio with the highest expected profit of all entries together: one by one the candidate that
 * adds the most, less what it takes from those before, then exchanges until no single swap helps. Payouts
 * must not rise from rank to rank. The same request gives the same portfolio. Undefined when stopped
 * before any lineup was selected.
 */
export function selectProfit(
  module: KernelModule,
  request: ProfitRequest,
  control: ProfitControl = {},
): ProfitSelection | undefined {
  const draft = ProfitDraft.create(module, request, control);
  // With nobody there yet, the most that one can add is what it wins alone.
  const alone = draft && mostGains(draft, 'alone', control);
  if (!alone) return undefined;
  const isSelected = selectGreedily(draft, alone, control);
  const { standIn = [], contest } = request;
  const isFromStandIn = isSelected && draft.members.length < standIn.length;
  if (isFromStandIn) draft.beginWith(standIn);
  const isComplete = isSelected && exchange(draft, control);
  if (!isComplete && draft.members.length === 0) return undefined;
  const profitOf = (winnings: number) => winnings - draft.members.length * contest.entryFee;
  const bound = boundOf(draft, alone, request);
  return {
    candidates: [...draft.members],
    expectedProfit: profitOf(inDollars(draft.total, draft)),
    races: draft.races,
    ...(bound === undefined ? {} : { bound: profitOf(bound) }),
    isFromStandIn,
    isComplete,
  };
}

/** A lineup never adds more than it wins alone, so the most that as many as there are can win alone. */
function boundOf(
  draft: ProfitDraft,
  alone: Alone,
  { otherwise, scenarios }: ProfitRequest,
): number | undefined {
  // What others win at most is said of all races.
  if (otherwise === undefined || draft.races < scenarios.count) return undefined;
  const best = alone.toSorted((a, b) => b - a).subarray(0, draft.members.length);
  const missing = draft.members.length - best.length;
  return best.reduce(
    (sum, winnings) => sum + Math.max(otherwise, inDollars(winnings, draft)),
    missing * otherwise,
  );
}

function inDollars(cents: number, { races }: ProfitDraft): number {
  return cents / races / 100;
}
