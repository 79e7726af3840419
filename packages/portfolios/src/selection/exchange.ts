import { type SelectionControl, shouldStop } from '../selectionControl.ts';
import type { Draft } from './draft.ts';

const LINEUPS_BETWEEN_ASKS = 256;

/**
 * Swaps members for other lineups of the pool, each time for more races, until no single swap within the
 * limits helps. False when stopped before.
 *
 * With a swap the portfolio gains what the lineup adds now, and loses the races that only the member
 * reaches, but for those the lineup reaches too. So who adds nothing now is no use in any swap, and one
 * look at the races of a lineup tells what it is worth in the place of each member.
 */
export function exchange(draft: Draft, control: SelectionControl): boolean {
  const { pool, cover } = draft;
  const races = cover.races;
  let alone = cover.sharedWith().slice();
  for (let lineup = 0, inVain = 0; inVain < pool.count; lineup = (lineup + 1) % pool.count) {
    if (lineup % LINEUPS_BETWEEN_ASKS === 0 && shouldStop(control)) return false;
    inVain++;
    const gain = cover.gain(lineup);
    if (gain === 0) continue;
    const member = bestSwap(draft, lineup, (place, shared) => gain + shared - alone[place]!);
    if (member === undefined) continue;
    draft.swap(member, lineup);
    alone = cover.sharedWith().slice();
    inVain = 0;
    control.onProgress?.({ phase: 'exchange', done: cover.covered, total: races });
    control.onBetter?.({ covered: cover.covered, lineups: () => draft.lineups() });
  }
  return true;
}

/** The member in whose place a lineup helps most; of equal ones the first. */
function bestSwap(
  draft: Draft,
  lineup: number,
  worthOf: (member: number, shared: number) => number,
): number | undefined {
  const shared = draft.cover.sharedWith(lineup);
  let best: number | undefined;
  let most = 0;
  for (let member = 0; member < draft.members.length; member++) {
    const worth = worthOf(member, shared[member]!);
    if (worth <= most || !draft.allowsSwap(member, lineup)) continue;
    best = member;
    most = worth;
  }
  return best;
}
