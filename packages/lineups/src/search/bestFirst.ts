import { type LineupList, NO_LINEUPS, type Place, placeOf } from './lineupList.ts';
import type { LineupSearch } from './lineupSearch.ts';

const FIRST_BATCH = 32;
/** So many more than wanted are aimed at, since a second search costs more than a few spare lineups. */
const AIM = 1.2;
/** The number of lineups within a gap of the best grows with about this power of the gap. */
const GROWTH = 5;
/** How many times as many as so far a guess from the lineups so far can be trusted for. */
const FARTHEST_GUESS = 32;
/** A search that found nothing is widened by at least this part of what there is. */
const LEAST_WIDENING = 1_000;

/**
 * Gives the lineups of a search in order, best first, in batches. A search is fastest when it knows
 * from the start what score is good enough; so each batch asks for everything above a floor that the
 * batches before it make likely to be about right.
 */
export class BestFirst {
  #after: Place | undefined;
  /** Of the last search that found any: how far below the best it went, past how many lineups. */
  #gap = 0;
  #passed = 0;
  #isAtEnd = false;

  /** Goes on after a place; the search given to `next` may leave out more and more lineups. */
  constructor(after?: Place) {
    this.#after = after;
  }

  /** The next lineups, at most twice as many as wanted; none when there are no more. */
  next(search: LineupSearch, wanted: number): LineupList {
    if (this.#isAtEnd) return NO_LINEUPS;
    if (this.#passed === 0) {
      return this.#find(search, { limit: Math.min(wanted, FIRST_BATCH), gap: Infinity });
    }
    const aim = AIM * Math.min(wanted, FARTHEST_GUESS * this.#passed);
    let gap = this.#likelyGap(search, aim);
    const widest = search.highest - search.lowest;
    for (;;) {
      const batch = this.#find(search, { limit: 2 * wanted, gap });
      if (batch.count > 0 || this.#isAtEnd || search.wasStopped) return batch;
      gap = Math.max(2 * gap, widest / LEAST_WIDENING);
    }
  }

  #likelyGap(search: LineupSearch, aim: number): number {
    const density = this.#passed / Math.max(this.#gap, 1) ** GROWTH;
    const done = Math.max(0, search.highest - (this.#after?.score ?? search.highest));
    return (done ** GROWTH + aim / density) ** (1 / GROWTH);
  }

  #find(search: LineupSearch, { limit, gap }: { limit: number; gap: number }): LineupList {
    const floor = search.highest - gap;
    const batch = search.find({ limit, floor, after: this.#after });
    if (batch.count < limit && !(floor > search.lowest)) this.#isAtEnd = true;
    if (batch.count === 0) return batch;
    this.#after = placeOf(batch, batch.count - 1);
    this.#passed = search.skipped + batch.count;
    const lowest = batch.count === limit ? this.#after.score : Math.max(floor, search.lowest);
    this.#gap = search.highest - lowest;
    return batch;
  }
}
