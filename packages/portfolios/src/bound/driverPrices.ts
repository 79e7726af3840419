import { highest } from '@pitwall/universe';

import type { LineupPool } from '../selection/lineupPool.ts';
import type { PortfolioLimits } from '../selection/portfolioLimits.ts';

/** After so many steps that brought no better bound they are made half as long. */
const STEPS_IN_VAIN = 4;
const FIRST_LOOK = 8;

/** Lineups of the pool and what each is worth, in the same order. */
export type Worth = { lineups: Uint32Array; worth: Float64Array };

/**
 * What drivers who are in too many of the worthiest lineups cost, so that no more want them than may:
 * with prices the exposures need not be looked at to bound what a portfolio is worth.
 */
export class DriverPrices {
  /** By driver; all are right, and the better they are the lower is the bound. */
  prices: Float64Array;
  readonly #pool: LineupPool;
  readonly #limits: PortfolioLimits;

  constructor(pool: LineupPool, limits: PortfolioLimits) {
    this.#pool = pool;
    this.#limits = limits;
    this.prices = new Float64Array(limits.maxUses.length);
  }

  /**
   * A subgradient method with Polyak's steps towards what a portfolio within the limits has; ends early
   * when stopped.
   */
  adjust(given: Worth, steps: number, isStopped: () => boolean): void {
    const goal = this.#totalOf(this.affordable(given), given);
    let best = { bound: Infinity, prices: this.prices };
    let [length, inVain] = [1, 0];
    let prices = this.prices;
    for (let step = 0; step <= steps && !isStopped(); step++) {
      const { bound, excess } = this.#boundOf(given, prices);
      if (bound < best.bound) {
        best = { bound, prices };
        inVain = 0;
      } else if (++inVain === STEPS_IN_VAIN) {
        [length, inVain] = [length / 2, 0];
      }
      const squares = excess.reduce((sum, value) => sum + value * value, 0);
      if (squares === 0 || bound <= goal) break;
      const stride = (length * (bound - goal)) / squares;
      prices = prices.map((price, driver) => Math.max(0, price + stride * excess[driver]!));
    }
    this.prices = best.prices;
  }

  /** Places of the worthiest lineups, prices paid, that the maximum exposures allow together. */
  affordable(given: Worth): number[] {
    const net = this.netOf(given);
    // Mostly the first few are enough, and to put all in order takes longer than all else.
    for (let size = FIRST_LOOK * this.#limits.lineups; ; size *= FIRST_LOOK) {
      const chosen = this.#affordableOf(
        highest(net, size, () => false)!,
        given,
      );
      if (chosen.length === this.#limits.lineups || size >= net.length) return chosen;
    }
  }

  /** In whole parts of a race. */
  rounded(): Int32Array {
    return Int32Array.from(this.prices, (price) => Math.round(price));
  }

  /** What lineups are worth when their drivers are paid. */
  netOf({ lineups, worth }: Worth, prices: ArrayLike<number> = this.prices): Float64Array {
    const net = worth.slice();
    for (let place = 0; place < net.length; place++) {
      for (const driver of this.#pool.at(lineups[place]!)) net[place]! -= prices[driver]!;
    }
    return net;
  }

  #affordableOf(places: Uint32Array, { lineups }: Worth): number[] {
    const room = this.#limits.maxUses.slice();
    const chosen: number[] = [];
    for (const place of places) {
      if (chosen.length === this.#limits.lineups) break;
      const drivers = this.#pool.at(lineups[place]!);
      if (drivers.some((driver) => room[driver]! <= 0)) continue;
      for (const driver of drivers) room[driver]!--;
      chosen.push(place);
    }
    return chosen;
  }

  #totalOf(places: readonly number[], { worth }: Worth): number {
    return places.reduce((sum, place) => sum + worth[place]!, 0);
  }

  /** The bound by these prices, and by driver in how many lineups too many he is wanted. */
  #boundOf(given: Worth, prices: Float64Array): { bound: number; excess: Float64Array } {
    const { maxUses, lineups } = this.#limits;
    const net = this.netOf(given, prices);
    const excess = Float64Array.from(maxUses, (most) => -most);
    let bound = prices.reduce((sum, price, driver) => sum + price * maxUses[driver]!, 0);
    for (const place of highest(net, lineups, () => false)!) {
      if (net[place]! <= 0) break;
      bound += net[place]!;
      for (const driver of this.#pool.at(given.lineups[place]!)) excess[driver]!++;
    }
    // A price of nothing cannot fall.
    const pulls = excess.map((value, driver) =>
      prices[driver] === 0 ? Math.max(0, value) : value,
    );
    return { bound, excess: pulls };
  }
}
