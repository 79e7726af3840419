import type { RaceCover } from '@pitwall/universe';

/** How softly a race stops to count once lineups enough reach it. */
const WIDTH = 0.1;

/** A portfolio in which lineups may be taken in part: how much of lineups reaches each race. */
export class FractionalPortfolio {
  readonly #cover: RaceCover;
  readonly #reached: Float64Array;

  constructor(cover: RaceCover, lineups: readonly number[]) {
    this.#cover = cover;
    this.#reached = new Float64Array(cover.races);
    this.move(lineups, 1);
  }

  /** How many races it covers, in part or in full. */
  get covered(): number {
    return this.#reached.reduce((sum, reached) => sum + Math.min(1, reached), 0);
  }

  /** By race what more of a lineup is worth there: from 1 where it is missing to 0. */
  weights(): Float64Array {
    return this.#reached.map((reached) =>
      Math.min(1, Math.max(0, (1 + WIDTH - reached) / (2 * WIDTH))),
    );
  }

  /** Goes part of the way to a portfolio of whole lineups. */
  move(lineups: readonly number[], part: number): void {
    const reached = this.#reached;
    for (let race = 0; race < reached.length; race++) reached[race]! *= 1 - part;
    for (const lineup of lineups) this.#cover.addTo(reached, lineup, part);
  }
}
