import type { Alone } from './greedy.ts';
import type { ProfitControl } from './profitControl.ts';
import type { ProfitDraft } from './profitDraft.ts';

/** Less than this is what sums of parts of a cent differ by. */
const SMALLEST_PART = 1e-9;
const BETWEEN_ASKS = 8;

/**
 * Swaps members for candidates as long as any single swap within the limits adds to what all win
 * together. False when stopped.
 */
export function exchange(draft: ProfitDraft, alone: Alone, control: ProfitControl): boolean {
  const order = Uint32Array.from(alone.keys()).toSorted((a, b) => alone[b]! - alone[a]! || a - b);
  for (;;) {
    const round = exchangeOnce(draft, { alone, order }, control);
    if (round !== 'swapped') return round === 'none';
  }
}

type Candidates = { alone: Alone; order: Uint32Array };

/** Tries every candidate, the best alone first, in the place of every member. */
function exchangeOnce(
  draft: ProfitDraft,
  { alone, order }: Candidates,
  control: ProfitControl,
): 'swapped' | 'none' | 'stopped' {
  let worths = draft.worths();
  let least = leastOf(worths);
  const members = new Set(draft.members);
  let hasSwapped = false;
  for (const [tried, candidate] of order.entries()) {
    if (tried % BETWEEN_ASKS === 0) {
      if (control.shouldStop?.()) return 'stopped';
      control.onProgress?.({ phase: 'exchange', done: tried, total: order.length });
    }
    // In no place it adds more than it wins alone, and those that follow win no more.
    if (alone[candidate]! <= least) break;
    if (members.has(candidate)) continue;
    const member = findSwap(draft, candidate, worths);
    if (member === undefined) continue;
    members.delete(draft.members[member]!);
    members.add(candidate);
    draft.swap(member, candidate);
    worths = draft.worths();
    least = leastOf(worths);
    hasSwapped = true;
  }
  return hasSwapped ? 'swapped' : 'none';
}

function leastOf(worths: Float64Array): number {
  return worths.reduce((least, worth) => Math.min(least, worth), Infinity);
}

/** The member in whose place a candidate adds the most, if anything. */
function findSwap(draft: ProfitDraft, candidate: number, worths: Float64Array): number | undefined {
  const gains = draft.gainsInPlace(candidate, draft.gain(candidate).gain);
  let best: number | undefined;
  let most = SMALLEST_PART * worths.reduce((sum, worth) => sum + Math.abs(worth), 1);
  for (let member = 0; member < gains.length; member++) {
    const more = gains[member]! - worths[member]!;
    if (more <= most || !draft.allowsSwap(member, candidate)) continue;
    best = member;
    most = more;
  }
  return best;
}
