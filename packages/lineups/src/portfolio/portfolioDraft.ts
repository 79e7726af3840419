import { type ExposureLimits, exposureLimitsOf, type PortfolioInput } from '@pitwall/contract';

import type { SearchSpace } from '../search/searchSpace.ts';
import type { StopWatch } from '../search/stopWatch.ts';
import { TakenSubsets } from '../search/takenSubsets.ts';
import type { PreparedSlate } from '../slate/preparedSlate.ts';

/** Whether a lineup differs enough takes up to 252 look-ups, some dearer than trying a driver. */
export const WORK_PER_LINEUP = 64;

/** The lineups accepted so far, and what they leave open to the next one. */
export class PortfolioDraft {
  readonly limits: ExposureLimits;
  /** The drivers' input positions, ascending, in the order in which the lineups were found. */
  readonly lineups: Uint8Array[] = [];
  /** In how many of the lineups each driver is, by input position. */
  readonly uses: Int32Array;
  /** Only where lineups could repeat: one walk down an ordered list meets each lineup once. */
  readonly #taken: TakenSubsets | undefined;
  readonly asked: number;
  readonly #slate: PreparedSlate;
  /** Locked, or in need of every lineup that is missing. */
  #forced: readonly number[] = [];

  constructor(input: PortfolioInput, slate: PreparedSlate) {
    this.#slate = slate;
    this.asked = input.lineups;
    this.limits = exposureLimitsOf(input);
    this.uses = new Int32Array(slate.driverCount);
    if (input.minUnique > 1 || input.randomness > 0) {
      this.#taken = new TakenSubsets(slate.driverCount, slate.rosterSize, input.minUnique);
    }
    this.#forced = this.#findForced();
  }

  get missing(): number {
    return this.asked - this.lineups.length;
  }

  hasRoomFor(position: number): boolean {
    return this.uses[position]! < this.limits.maxUses[position]!;
  }

  /** Whether a lineup of the space as it was may still be added now. */
  admits(lineup: Uint8Array): boolean {
    for (const position of lineup) if (!this.hasRoomFor(position)) return false;
    for (const position of this.#forced) if (!lineup.includes(position)) return false;
    return !this.#taken?.isTaken(lineup);
  }

  /** What is left to choose from: it only ever gets smaller. */
  space(scores: Float64Array): SearchSpace {
    const open = this.#slate.open.filter((position) => this.hasRoomFor(position));
    return { slate: this.#slate, scores, open, forced: this.#forced, taken: this.#taken };
  }

  /** Adds a lineup; true when that leaves fewer drivers to choose from or forces one. */
  add(lineup: Uint8Array): boolean {
    this.lineups.push(lineup);
    this.#taken?.take(lineup);
    for (const position of lineup) this.uses[position]!++;
    const forcedBefore = this.#forced.length;
    this.#forced = this.#findForced();
    const isAtLimit = lineup.some((position) => !this.hasRoomFor(position));
    return isAtLimit || this.#forced.length > forcedBefore;
  }

  /** Adds what an earlier run had found; told to stop, it still lists all of it, but finds no more. */
  resume(lineups: readonly Uint8Array[], stopWatch: StopWatch): void {
    for (const lineup of lineups) {
      this.lineups.push(lineup);
      for (const position of lineup) this.uses[position]!++;
      if (!stopWatch.isStoppedAfter(WORK_PER_LINEUP)) this.#taken?.take(lineup);
    }
    this.#forced = this.#findForced();
  }

  /** The subsets of all lineups so far, also where finding them had no need of it. */
  takenSubsets(): TakenSubsets {
    if (this.#taken) return this.#taken;
    const taken = new TakenSubsets(this.#slate.driverCount, this.#slate.rosterSize, 1);
    for (const lineup of this.lineups) taken.take(lineup);
    return taken;
  }

  /** Once forced, always forced: a driver needs one lineup less with each that is found. */
  #findForced(): number[] {
    const { minUses } = this.limits;
    return this.#slate.open.filter((position) => {
      const needed = minUses[position]! - this.uses[position]!;
      return this.#slate.locked.includes(position) || (needed > 0 && needed >= this.missing);
    });
  }
}
