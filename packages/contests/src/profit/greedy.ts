import { LineupHeap } from './lineupHeap.ts';
import type { ProfitControl } from './profitControl.ts';
import type { ProfitDraft } from './profitDraft.ts';

/** What each candidate wins alone, in cents over all races. */
export type Alone = Float64Array;

/**
 * Adds the candidate that adds the most, as far as the limits go. A gain is looked at anew only when it
 * is the highest known: nearly all get less as lineups join, and where one has got more, an exchange finds
 * it. False when stopped.
 */
export function selectGreedily(draft: ProfitDraft, alone: Alone, control: ProfitControl): boolean {
  const { limits, members } = draft;
  const heap = new LineupHeap(alone);
  /** By candidate how many members there were when its gain was looked at. */
  const lookedAt = new Int32Array(alone.length);
  while (members.length < limits.most) {
    if (control.shouldStop?.()) return false;
    const candidate = heap.top;
    if (candidate === undefined) return true;
    if (!limits.admits(candidate)) {
      heap.dropTop();
    } else if (lookedAt[candidate]! < members.length) {
      lookedAt[candidate] = members.length;
      heap.changeTop(draft.gain(candidate));
    } else {
      heap.dropTop();
      draft.join(candidate);
      control.onProgress?.({ phase: 'greedy', done: members.length, total: limits.most });
    }
  }
  return true;
}
