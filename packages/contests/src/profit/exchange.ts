import { mostGains } from './mostGains.ts';
import type { ProfitControl } from './profitControl.ts';
import type { ProfitDraft } from './profitDraft.ts';

/** Less than this is what sums of parts of a cent differ by. */
const SMALLEST_PART = 1e-9;

/**
 * Swaps members for candidates as long as a single swap within the limits adds to what all win together.
 * False when stopped.
 */
export function exchange(draft: ProfitDraft, control: ProfitControl): boolean {
  for (;;) {
    const round = exchangeOnce(draft, control);
    if (round !== 'swapped') return round === 'none';
  }
}

/**
 * Tries the candidates in the place of every member, as long as one could add more there than the member
 * of least worth. After a swap that is no longer sure; but only a round without any is the last.
 */
function exchangeOnce(draft: ProfitDraft, control: ProfitControl): 'swapped' | 'none' | 'stopped' {
  const gains = mostGains(draft, 'exchange', control);
  if (!gains) return 'stopped';
  const order = Uint32Array.from(gains.keys()).toSorted((a, b) => gains[b]! - gains[a]! || a - b);
  let worths = draft.worths();
  const members = new Set(draft.members);
  let hasSwapped = false;
  for (const candidate of order) {
    if (gains[candidate]! <= leastOf(worths)) break;
    if (control.shouldStop?.()) return 'stopped';
    const member = members.has(candidate) ? undefined : findSwap(draft, candidate, worths);
    if (member === undefined) continue;
    members.delete(draft.members[member]!);
    members.add(candidate);
    draft.swap(member, candidate);
    worths = draft.worths();
    hasSwapped = true;
  }
  return hasSwapped ? 'swapped' : 'none';
}

function leastOf(worths: Float64Array): number {
  return worths.reduce((least, worth) => Math.min(least, worth), Infinity);
}

/** The member in whose place a candidate adds the most, if anything. */
function findSwap(draft: ProfitDraft, candidate: number, worths: Float64Array): number | undefined {
  const gains = draft.gainsInPlace(candidate, draft.gain(candidate));
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
