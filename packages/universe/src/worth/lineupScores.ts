import type { Scenarios } from '../scenarios.ts';

/** The scores of one lineup after another, sorted by counting: they are few different numbers. */
export class LineupScores {
  readonly #scenarios: Scenarios;
  readonly #tallies: Uint32Array;
  #least = 0;

  constructor(scenarios: Scenarios) {
    this.#scenarios = scenarios;
    this.#tallies = new Uint32Array(1 << 15);
  }

  /** Takes in the scores of a lineup instead of those before. */
  load(positions: Uint8Array): void {
    const { rows, stride, count } = this.#scenarios;
    this.#tallies.fill(0);
    this.#least = this.#tallies.length;
    const sums = new Int32Array(count);
    for (const position of positions) {
      const row = rows.subarray(position * stride, position * stride + count);
      for (let race = 0; race < count; race++) sums[race]! += row[race]!;
    }
    for (const sum of sums) {
      this.#tallies[sum]!++;
      if (sum < this.#least) this.#least = sum;
    }
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
