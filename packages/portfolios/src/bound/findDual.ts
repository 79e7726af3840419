import { highest, MOST_WEIGHT } from '@pitwall/universe';

import type { Draft } from '../selection/draft.ts';
import { type SelectionControl, shouldStop } from '../selectionControl.ts';
import { DriverPrices, type Worth } from './driverPrices.ts';
import { baseOf, type Dual, roundWeights } from './dual.ts';
import { FractionalPortfolio } from './fractionalPortfolio.ts';

const ROUNDS = 4;
const STEPS_PER_ROUND = 32;
/** Steps begin as small as if so many had been made. */
const STEPS_BEFORE = 2;
/** So many of the pool are looked at in each step, and more with each round. */
const COLUMNS_PER_ROUND = 2_000;
const PRICE_STEPS = 6;
const PRICE_STEPS_PER_ROUND = 100;
/** No need to come closer to what the relaxed problem has. */
const CLOSE_ENOUGH = 0.002;
const LINEUPS_BETWEEN_ASKS = 8_192;

/**
 * Weights and prices with a low bound over the lineups of the pool: the Frank-Wolfe method on the
 * relaxed problem, in which lineups may be taken in part, made smooth. Its steps look at those lineups
 * only that were worth most at the beginning of a round. Undefined when stopped.
 */
export function findDual(draft: Draft, control: SelectionControl): Dual | undefined {
  const search = new DualSearch(draft);
  for (let round = 0; ; round++) {
    control.onProgress?.({ phase: 'bound', done: round, total: ROUNDS });
    if (!search.look(control)) return undefined;
    if (round === ROUNDS || search.isClose) return search.best.dual;
    for (let step = 0; step < STEPS_PER_ROUND; step++) {
      if (shouldStop(control)) return undefined;
      search.step(2 / (round * STEPS_PER_ROUND + step + 2 + STEPS_BEFORE));
    }
  }
}

/** Worth is in parts of a race, `MOST_WEIGHT` to one. */
class DualSearch {
  best: { dual: Dual; bound: number };
  readonly #draft: Draft;
  readonly #portfolio: FractionalPortfolio;
  readonly #prices: DriverPrices;
  /** The lineups of the pool that steps look at. */
  readonly #columns: Set<number>;

  constructor(draft: Draft) {
    const { cover, pool, limits, members, uses } = draft;
    this.#draft = draft;
    this.#portfolio = new FractionalPortfolio(cover, members);
    this.#prices = new DriverPrices(pool, limits);
    this.#columns = new Set(members);
    const dual = { weights: new Uint8Array(cover.races), prices: new Int32Array(uses.length) };
    this.best = { dual, bound: cover.races };
  }

  get isClose(): boolean {
    return this.best.bound - this.#portfolio.covered < CLOSE_ENOUGH * this.best.bound;
  }

  /** Finds the bound over the pool, and who is worth being looked at; false when stopped. */
  look(control: SelectionControl): boolean {
    const weights = this.#setWeights();
    const worth = this.#worthOfAll(control);
    if (!worth) return false;
    const { limits } = this.#draft;
    const net = this.#prices.netOf({ lineups: allOf(worth), worth });
    for (const lineup of best(net, limits.lineups + COLUMNS_PER_ROUND)) this.#columns.add(lineup);
    const isStopped = () => shouldStop(control);
    this.#prices.adjust(this.#worthOfColumns(), PRICE_STEPS_PER_ROUND, isStopped);
    if (isStopped()) return false;
    const dual = { weights, prices: this.#prices.rounded() };
    const bound = this.#boundOf(dual, worth);
    if (bound < this.best.bound) this.best = { dual, bound };
    return true;
  }

  step(part: number): void {
    this.#setWeights();
    const columns = this.#worthOfColumns();
    this.#prices.adjust(columns, PRICE_STEPS, () => false);
    const places = this.#prices.affordable(columns);
    const lineups = places.map((place) => columns.lineups[place]!);
    this.#portfolio.move(lineups, part);
  }

  #setWeights(): Uint8Array {
    const weights = roundWeights(this.#portfolio.weights());
    this.#draft.cover.setWeights(weights);
    return weights;
  }

  #worthOfColumns(): Worth {
    const lineups = Uint32Array.from(this.#columns);
    const { cover } = this.#draft;
    return { lineups, worth: Float64Array.from(lineups, (lineup) => cover.weigh(lineup)) };
  }

  #worthOfAll(control: SelectionControl): Float64Array | undefined {
    const { cover, pool } = this.#draft;
    const worth = new Float64Array(pool.count);
    for (let lineup = 0; lineup < worth.length; lineup++) {
      if (lineup % LINEUPS_BETWEEN_ASKS === 0 && shouldStop(control)) return undefined;
      worth[lineup] = cover.weigh(lineup);
    }
    return worth;
  }

  #boundOf(dual: Dual, worth: Float64Array): number {
    const { limits } = this.#draft;
    const net = this.#prices.netOf({ lineups: allOf(worth), worth }, dual.prices);
    const most = best(net, limits.lineups).reduce((sum, at) => sum + Math.max(0, net[at]!), 0);
    return (baseOf(dual, limits) + most) / MOST_WEIGHT;
  }
}

function allOf({ length }: Float64Array): Uint32Array {
  return Uint32Array.from({ length }, (_, lineup) => lineup);
}

function best(net: Float64Array, count: number): Uint32Array {
  return highest(net, count, () => false)!;
}
