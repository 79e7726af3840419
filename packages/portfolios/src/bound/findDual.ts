import { highest, MOST_WEIGHT } from '@pitwall/universe';

import type { Draft } from '../selection/draft.ts';
import { type SelectionControl, shouldStop } from '../selectionControl.ts';
import { baseOf, type Dual, roundDual } from './dual.ts';
import { FractionalPortfolio } from './fractionalPortfolio.ts';

const ROUNDS = 4;
const STEPS_PER_ROUND = 32;
/** Steps begin as small as if so many had been made. */
const STEPS_BEFORE = 2;
/** So many of the pool are looked at in each step, and more with each round. */
const COLUMNS_PER_ROUND = 2_000;
/** No need to come closer to what the relaxed problem has. */
const CLOSE_ENOUGH = 0.002;
const LINEUPS_BETWEEN_ASKS = 8_192;

/**
 * Weights and prices with a low bound over the lineups of the pool: the Frank-Wolfe method on the
 * relaxed problem, in which lineups may be taken in part, made smooth. It looks at the lineups that were
 * worth most at the beginning of a round. Undefined when stopped.
 */
export function findDual(draft: Draft, control: SelectionControl): Dual | undefined {
  const portfolio = new FractionalPortfolio(draft);
  const pricing = new Pricing(draft);
  const columns = new Set(draft.members);
  let best: { dual: Dual; bound: number } | undefined;
  for (let round = 0; ; round++) {
    control.onProgress?.({ phase: 'bound', done: round, total: ROUNDS });
    pricing.set(portfolio);
    const worth = pricing.worthOfAll(control);
    const order = worth && highest(worth, draft.limits.lineups + COLUMNS_PER_ROUND, () => false);
    if (!order) return undefined;
    const bound = pricing.bound(order.subarray(0, draft.limits.lineups), worth);
    if (!best || bound < best.bound) best = { dual: pricing.dual, bound };
    if (round === ROUNDS || best.bound - portfolio.covered < CLOSE_ENOUGH * best.bound) {
      return best.dual;
    }
    for (const lineup of order) columns.add(lineup);
    const looked = Uint32Array.from(columns);
    for (let step = 0; step < STEPS_PER_ROUND; step++) {
      if (shouldStop(control)) return undefined;
      pricing.set(portfolio);
      const top = pricing.best(looked);
      portfolio.move(top, 2 / (round * STEPS_PER_ROUND + step + 2 + STEPS_BEFORE));
    }
  }
}

/** What lineups are worth by the weights and prices of a fractional portfolio. */
class Pricing {
  dual: Dual;
  readonly #draft: Draft;

  constructor(draft: Draft) {
    this.#draft = draft;
    this.dual = { weights: new Uint8Array(0), prices: new Int32Array(0) };
  }

  set(portfolio: FractionalPortfolio): void {
    this.dual = roundDual(portfolio.weights(), portfolio.prices());
    this.#draft.cover.setWeights(this.dual.weights);
  }

  worthOfAll(control: SelectionControl): Float64Array | undefined {
    const worth = new Float64Array(this.#draft.pool.count);
    for (let lineup = 0; lineup < worth.length; lineup++) {
      if (lineup % LINEUPS_BETWEEN_ASKS === 0 && shouldStop(control)) return undefined;
      worth[lineup] = this.#worth(lineup);
    }
    return worth;
  }

  /** The portfolio of whole lineups that is worth most, of these. */
  best(lineups: Uint32Array): number[] {
    const worth = Float64Array.from(lineups, (lineup) => this.#worth(lineup));
    const places = highest(worth, this.#draft.limits.lineups, () => false)!;
    return Array.from(places, (place) => lineups[place]!);
  }

  bound(top: Uint32Array, worth: Float64Array): number {
    const { limits } = this.#draft;
    const most = top.reduce((sum, lineup) => sum + Math.max(0, worth[lineup]!), 0);
    return (baseOf(this.dual, limits) + most) / MOST_WEIGHT;
  }

  #worth(lineup: number): number {
    let worth = this.#draft.cover.weigh(lineup);
    for (const driver of this.#draft.pool.at(lineup)) worth -= this.dual.prices[driver]!;
    return worth;
  }
}
