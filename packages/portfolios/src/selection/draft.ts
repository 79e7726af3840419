import type { RaceCover } from '@pitwall/universe';

import type { LineupPool } from './lineupPool.ts';
import type { PortfolioLimits } from './portfolioLimits.ts';

type Parts = { pool: LineupPool; cover: RaceCover; limits: PortfolioLimits };

/** A portfolio in the making: which lineups of the pool are in it, always within the limits. */
export class Draft {
  readonly pool: LineupPool;
  readonly cover: RaceCover;
  readonly limits: PortfolioLimits;
  /** Lineups of the pool, in the order selected. */
  readonly members: number[] = [];
  /** In how many of them each driver is, by input position. */
  readonly uses: Int32Array;

  constructor({ pool, cover, limits }: Parts) {
    this.pool = pool;
    this.cover = cover;
    this.limits = limits;
    this.uses = new Int32Array(limits.maxUses.length);
  }

  get missing(): number {
    return this.limits.lineups - this.members.length;
  }

  /** Whether all its drivers may be used once more. */
  hasRoomFor(positions: Uint8Array): boolean {
    for (const driver of positions) {
      if (this.uses[driver]! >= this.limits.maxUses[driver]!) return false;
    }
    return true;
  }

  /** Whether a lineup of the pool differs enough from the members, from the given one on. */
  isDifferent(lineup: number, from = 0): boolean {
    for (let member = from; member < this.members.length; member++) {
      if (this.isTooClose(lineup, this.members[member]!)) return false;
    }
    return true;
  }

  isTooClose(lineup: number, other: number): boolean {
    return lineup === other || this.pool.shared(lineup, other) > this.limits.mostShared;
  }

  join(lineup: number): void {
    this.cover.join(lineup, this.members.length);
    this.members.push(lineup);
    for (const driver of this.pool.at(lineup)) this.uses[driver]!++;
  }

  /** Whether the limits allow a lineup in the place of a member. */
  allowsSwap(member: number, lineup: number): boolean {
    const { pool, uses, members } = this;
    const { minUses, maxUses } = this.limits;
    const gone = members[member]!;
    for (const driver of pool.at(lineup)) {
      if (uses[driver]! >= maxUses[driver]! && !pool.holds(gone, driver)) return false;
    }
    for (const driver of pool.at(gone)) {
      if (uses[driver]! <= minUses[driver]! && !pool.holds(lineup, driver)) return false;
    }
    return members.every((other, place) => place === member || !this.isTooClose(lineup, other));
  }

  swap(member: number, lineup: number): void {
    const gone = this.members[member]!;
    this.cover.leave(gone, member);
    this.cover.join(lineup, member);
    for (const driver of this.pool.at(gone)) this.uses[driver]!--;
    for (const driver of this.pool.at(lineup)) this.uses[driver]!++;
    this.members[member] = lineup;
  }

  /** As input positions, in copies. */
  lineups(): Uint8Array[] {
    return this.members.map((lineup) => this.pool.at(lineup).slice());
  }
}
