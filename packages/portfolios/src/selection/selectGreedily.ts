import { type SelectionControl, shouldStop } from '../selectionControl.ts';
import type { Draft } from './draft.ts';
import { GainHeap } from './gainHeap.ts';
import { Reserve } from './reserve.ts';

const LINEUPS_BETWEEN_ASKS = 256;
/** Of those that are looked at once and for no more than their races. */
const LINEUPS_PER_PART = 8_192;

/**
 * Adds to a draft, until it is full, the lineup of the pool that reaches the most new races within the
 * limits. A gain only ever gets smaller as lineups join, so one that is still the highest when looked at
 * anew is the highest of all (Minoux 1978). False when stopped.
 */
export function selectGreedily(draft: Draft, control: SelectionControl): boolean {
  const { cover } = draft;
  const reached = reachedBy(draft, control);
  if (!reached) return false;
  const heap = new GainHeap(reached);
  const reserve = new Reserve(draft, () => orderOf(reached));
  const states = new GainStates(draft);
  for (let looked = 0; draft.missing > 0; looked++) {
    if (looked % LINEUPS_BETWEEN_ASKS === 0 && shouldStop(control)) return false;
    const lineup = heap.top;
    if (lineup === undefined) return true;
    if (!states.isWithinLimits(lineup) || !reserve.allows(lineup)) {
      heap.dropTop();
    } else if (heap.topGain > 0 && states.isStale(lineup)) {
      states.refresh(lineup);
      heap.lowerTop(cover.gain(lineup));
    } else {
      heap.dropTop();
      reserve.release(lineup);
      draft.join(lineup);
      tell(draft, control);
    }
  }
  return true;
}

function reachedBy({ pool, cover }: Draft, control: SelectionControl): Uint32Array | undefined {
  const reached = new Uint32Array(pool.count);
  for (let lineup = 0; lineup < pool.count; lineup++) {
    if (lineup % LINEUPS_PER_PART === 0 && shouldStop(control)) return undefined;
    reached[lineup] = cover.reached(lineup);
  }
  return reached;
}

function tell(draft: Draft, control: SelectionControl): void {
  const { members, limits, cover } = draft;
  control.onProgress?.({ phase: 'greedy', done: members.length, total: limits.lineups });
  control.onBetter?.({ covered: cover.covered, lineups: () => draft.lineups() });
}

/** The lineups that reach the most races first, of equal ones the earlier. */
function orderOf(reached: Uint32Array): Uint32Array {
  return Uint32Array.from(reached.keys()).toSorted((a, b) => reached[b]! - reached[a]! || a - b);
}

/** How many members there were when a lineup was last looked at, so that only those since are. */
class GainStates {
  readonly #draft: Draft;
  readonly #gainAt: Int32Array;
  readonly #comparedTo: Uint32Array;

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#gainAt = new Int32Array(draft.pool.count);
    this.#comparedTo = new Uint32Array(draft.pool.count);
    // Of a draft with members the gains at the start are not those of the lineups by themselves.
    if (draft.members.length > 0) this.#gainAt.fill(-1);
  }

  isStale(lineup: number): boolean {
    return this.#gainAt[lineup] !== this.#draft.members.length;
  }

  refresh(lineup: number): void {
    this.#gainAt[lineup] = this.#draft.members.length;
  }

  isWithinLimits(lineup: number): boolean {
    const draft = this.#draft;
    if (!draft.hasRoomFor(draft.pool.at(lineup))) return false;
    const from = this.#comparedTo[lineup]!;
    this.#comparedTo[lineup] = draft.members.length;
    return draft.isDifferent(lineup, from);
  }
}
