import type { Shortfall } from '@pitwall/contract';
import type { KernelModule } from '@pitwall/universe';

import { prepareBound, type TailBound } from '../bound/tailBound.ts';
import type { SelectionControl } from '../selectionControl.ts';
import { createDraft, type TailRequest, takeIn } from './createDraft.ts';
import type { Draft } from './draft.ts';
import { exchange } from './exchange.ts';
import { explainShortfall } from './explainShortfall.ts';
import { fillUp, hasOtherLineup } from './fillUp.ts';
import { selectGreedily } from './selectGreedily.ts';

export type TailSelection = {
  /** Input positions, ascending in each lineup, in the order selected. */
  lineups: Uint8Array[];
  /** In how many races at least one of them reaches the first line. */
  covered: number;
  /** False when stopped: the lineups are within all maximums, but there may be better ones, or more. */
  isComplete: boolean;
  /** What bounds every portfolio, still to be counted; not there when not asked for, or stopped before. */
  bound?: TailBound;
  /** Why there are fewer lineups than asked for, or less of a driver than asked for. */
  reason?: Shortfall;
};

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
  const selection = { lineups: draft.lineups(), covered: draft.cover.covered, isComplete };
  if (!isComplete) return selection;
  const { input, task, isBounded = true } = request;
  const hasOther = draft.missing > 0 && hasOtherLineup(draft, task.universe, control);
  if (hasOther === undefined) return { ...selection, isComplete: false };
  const reason = explainShortfall({ input, draft, hasOther });
  const bound = isBounded ? prepareBound(draft, task, control) : undefined;
  return { ...selection, ...(reason && { reason }), ...(bound && { bound }) };
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
