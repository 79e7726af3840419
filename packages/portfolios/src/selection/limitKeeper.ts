import type { PortfolioInput } from '@pitwall/contract';

import { LineupPool } from './lineupPool.ts';
import { type PortfolioLimits, portfolioLimitsOf } from './portfolioLimits.ts';

/** Which of some lineups, by number, may join those that are in a portfolio already. */
export class LimitKeeper {
  /** How many lineups the portfolio may have. */
  readonly most: number;
  readonly #limits: PortfolioLimits;
  readonly #pool: LineupPool;
  readonly #rosterSize: number;
  /** By input position. */
  readonly #uses: Int32Array;
  readonly #members = new Set<number>();

  /**
   * `positions` are the drivers of one lineup after the other. `standIn` is a portfolio of these: a minimum
   * that it does not meet is held to what it has, as the rules may leave no more.
   */
  constructor(input: PortfolioInput, positions: Uint8Array, standIn: readonly number[] = []) {
    const { rosterSize } = input.rules;
    this.#limits = portfolioLimitsOf(input);
    this.most = this.#limits.lineups;
    const driverCount = input.drivers.length;
    this.#pool = new LineupPool({
      lineups: positions.length / rosterSize,
      rosterSize,
      driverCount,
    });
    this.#pool.add(positions);
    this.#rosterSize = rosterSize;
    this.#uses = new Int32Array(driverCount);
    if (standIn.length > 0) this.#holdMinimumsTo(standIn);
  }

  #holdMinimumsTo(standIn: readonly number[]): void {
    const { minUses } = this.#limits;
    for (const [driver, least] of minUses.entries()) {
      const had = standIn.filter((lineup) => this.#pool.holds(lineup, driver)).length;
      minUses[driver] = Math.min(least, had);
    }
  }

  /** Not where a maximum, a likeness or a minimum is against it that could then no longer be met. */
  admits(lineup: number): boolean {
    const drivers = this.#pool.at(lineup);
    const { maxUses, mostShared } = this.#limits;
    for (const driver of drivers) if (this.#uses[driver]! >= maxUses[driver]!) return false;
    if (!this.#leavesRoom(lineup)) return false;
    for (const member of this.#members) {
      if (member === lineup || this.#pool.shared(member, lineup) > mostShared) return false;
    }
    return this.#members.size < this.most;
  }

  add(lineup: number): void {
    this.#members.add(lineup);
    for (const driver of this.#pool.at(lineup)) this.#uses[driver]!++;
  }

  remove(lineup: number): void {
    this.#members.delete(lineup);
    for (const driver of this.#pool.at(lineup)) this.#uses[driver]!--;
  }

  /** Whether the lineups after this one can hold all that the minimums still want. */
  #leavesRoom(lineup: number): boolean {
    const { minUses } = this.#limits;
    const left = this.most - this.#members.size - 1;
    let wanted = 0;
    for (let driver = 0; driver < minUses.length; driver++) {
      const missing = minUses[driver]! - this.#uses[driver]!;
      if (missing <= 0) continue;
      const after = missing - (this.#pool.holds(lineup, driver) ? 1 : 0);
      if (after > left) return false;
      wanted += after;
    }
    return wanted <= left * this.#rosterSize;
  }
}
