import type { Draft } from './draft.ts';

/**
 * Lineups kept back with which the minimum exposures can still be met. A lineup is only taken where
 * enough of them stay possible and have a place; those it makes needless are let go.
 */
export class Reserve {
  readonly #draft: Draft;
  /** What the reserve and the draft have together at least, by driver: the minimum, if it can be had. */
  readonly #goals: Int32Array;
  #lineups: number[] = [];

  /** `orderOf` gives all lineups of the pool, the most useful first. */
  constructor(draft: Draft, orderOf: () => Uint32Array) {
    this.#draft = draft;
    this.#goals = draft.limits.minUses.slice();
    if (this.#goals.some((goal, driver) => goal > draft.uses[driver]!)) {
      this.#fill(orderOf());
    }
    for (const [driver, goal] of this.#goals.entries()) {
      this.#goals[driver] = Math.min(goal, draft.uses[driver]! + this.#held(driver));
    }
  }

  /** Whether the minimums can still be met with a lineup that is in the limits so far. */
  allows(lineup: number): boolean {
    return this.#lineups.length === 0 || this.#after(lineup) !== undefined;
  }

  /** Called before a lineup joins the draft, which must be allowed. */
  release(lineup: number): void {
    if (this.#lineups.length > 0) this.#lineups = this.#after(lineup) ?? [];
  }

  /** Those that serve the most drivers in need first, so that as few places as possible are kept. */
  #fill(order: Uint32Array): void {
    const { pool, limits, uses } = this.#draft;
    const needs = limits.minUses.map((least, driver) => Math.max(0, least - uses[driver]!));
    const room = limits.maxUses.map((most, driver) => most - uses[driver]!);
    const mostServed = needs.filter((need) => need > 0).length;
    for (let atOnce = Math.min(mostServed, pool.at(0).length); atOnce > 0; atOnce--) {
      for (const lineup of order) {
        if (this.#lineups.length === this.#draft.missing) return;
        const drivers = pool.at(lineup);
        if (servedBy(drivers, needs) < atOnce || !this.#mayKeep(lineup, room)) continue;
        this.#lineups.push(lineup);
        for (const driver of drivers) {
          needs[driver]!--;
          room[driver]!--;
        }
      }
    }
  }

  #mayKeep(lineup: number, room: Int32Array): boolean {
    const draft = this.#draft;
    for (const driver of draft.pool.at(lineup)) if (room[driver]! <= 0) return false;
    return (
      draft.isDifferent(lineup) && !this.#lineups.some((other) => draft.isTooClose(lineup, other))
    );
  }

  #held(driver: number): number {
    const { pool } = this.#draft;
    return this.#lineups.filter((lineup) => pool.holds(lineup, driver)).length;
  }

  /** What of the reserve is needed beside a lineup; undefined where they cannot be had together. */
  #after(lineup: number): number[] | undefined {
    const { pool, uses, limits, missing } = this.#draft;
    const drivers = pool.at(lineup);
    const held = uses.slice();
    for (const driver of drivers) held[driver]!++;
    for (const kept of this.#lineups) for (const driver of pool.at(kept)) held[driver]!++;
    const kept = this.#withoutNeedless(lineup, held);
    if (kept.length > missing - 1) return undefined;
    for (const driver of drivers) if (held[driver]! > limits.maxUses[driver]!) return undefined;
    return kept.some((other) => this.#draft.isTooClose(lineup, other)) ? undefined : kept;
  }

  /** Lets go first of those that are too close to the lineup, then of the least useful. */
  #withoutNeedless(lineup: number, held: Int32Array): number[] {
    const { pool } = this.#draft;
    const isNeeded = (kept: number) =>
      pool.at(kept).some((driver) => {
        const goal = this.#goals[driver]!;
        return goal > 0 && held[driver]! <= goal;
      });
    const gone = new Set<number>();
    const letGo = (kept: number) => {
      if (gone.has(kept) || isNeeded(kept)) return;
      gone.add(kept);
      for (const driver of pool.at(kept)) held[driver]!--;
    };
    for (const kept of this.#lineups) if (this.#draft.isTooClose(lineup, kept)) letGo(kept);
    for (const kept of this.#lineups.toReversed()) letGo(kept);
    return this.#lineups.filter((kept) => !gone.has(kept));
  }
}

function servedBy(drivers: Uint8Array, needs: Int32Array): number {
  let served = 0;
  for (const driver of drivers) if (needs[driver]! > 0) served++;
  return served;
}
