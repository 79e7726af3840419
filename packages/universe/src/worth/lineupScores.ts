import type { Scenarios } from '../scenarios.ts';

/** The scores of one lineup after another, sorted by counting: they are few different numbers. */
export class LineupScores {
  readonly #scenarios: Scenarios;
  readonly #sums: Int32Array;
  readonly #tallies = new Uint32Array(1 << 15);
  #least = 0;

  constructor(scenarios: Scenarios) {
    this.#scenarios = scenarios;
    this.#sums = new Int32Array(scenarios.count);
  }

  /** Takes in the scores of a lineup instead of those before. */
  load(positions: Uint8Array): void {
    const { rows, stride, count } = this.#scenarios;
    const sums = this.#sums;
    sums.fill(0);
    for (const position of positions) {
      const row = position * stride;
      for (let race = 0; race < count; race++) sums[race]! += rows[row + race]!;
    }
    const tallies = this.#tallies;
    tallies.fill(0);
    let least = tallies.length;
    for (let race = 0; race < count; race++) {
      const sum = sums[race]!;
      tallies[sum]!++;
      if (sum < least) least = sum;
    }
    this.#least = least;
  }

  /** The lowest score that at least these shares (ascending, above 0) of the races do not exceed. */
  percentiles(shares: readonly number[]): number[] {
    const { count, rosterSize, lowest } = this.#scenarios;
    let score = this.#least;
    let seen = this.#tallies[score]!;
    return shares.map((share) => {
      while (seen < share * count) seen += this.#tallies[++score]!;
      return score + rosterSize * lowest;
    });
  }
}
