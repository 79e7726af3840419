import type { Draft } from '../selection/draft.ts';

/** How softly a race stops to count once lineups enough reach it. */
const RACE_WIDTH = 0.1;
/** The same of a driver who is used enough, as a share of the lineups. */
const USE_WIDTH = 0.1;
/** In units of what a lineup of the draft covers. */
const MOST_PRICE = 2;

/**
 * A portfolio in which lineups may be taken in part: how much of a lineup each race has, and each
 * driver. What another lineup would be worth to it makes the weights of races and the prices of drivers.
 */
export class FractionalPortfolio {
  readonly #draft: Draft;
  readonly #reached: Float64Array;
  readonly #uses: Float64Array;

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#reached = new Float64Array(draft.cover.races);
    this.#uses = new Float64Array(draft.uses.length);
    this.move(draft.members, 1);
  }

  /** What part of the races it covers: no bound can be below. */
  get covered(): number {
    return this.#reached.reduce((sum, reached) => sum + Math.min(1, reached), 0);
  }

  /** By race from 1, if lineups are missing, to 0. */
  weights(): Float64Array {
    return this.#reached.map((reached) => clamp((1 + RACE_WIDTH - reached) / (2 * RACE_WIDTH)));
  }

  /** By driver, in races, what a lineup has to be better by to have him. */
  prices(): Float64Array {
    const { limits, members, cover } = this.#draft;
    const most = (MOST_PRICE * cover.covered) / Math.max(1, members.length);
    const width = USE_WIDTH * limits.lineups;
    return this.#uses.map((uses, driver) => most * clamp((uses - limits.maxUses[driver]!) / width));
  }

  /** Goes part of the way to a portfolio of whole lineups. */
  move(lineups: Iterable<number>, part: number): void {
    const { pool, cover } = this.#draft;
    for (const [race, reached] of this.#reached.entries())
      this.#reached[race] = reached * (1 - part);
    for (const [driver, uses] of this.#uses.entries()) this.#uses[driver] = uses * (1 - part);
    for (const lineup of lineups) {
      cover.addTo(this.#reached, lineup, part);
      for (const driver of pool.at(lineup)) this.#uses[driver]! += part;
    }
  }
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
