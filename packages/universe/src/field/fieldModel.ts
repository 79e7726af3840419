import type { SalaryGrid } from './salaryGrid.ts';

/** A share is never taken to the very end, where a weight would have to be endless. */
const LEAST_SHARE = 1e-4;
const CLOSE_ENOUGH = 1e-3;
const MOST_ROUNDS = 150;
/** Rounds that bring the worst share no nearer, by a twentieth at least, are in vain. */
const ROUNDS_WITHOUT_GAIN = 12;
const GAIN = 0.95;
/** Where the asked shares and the cap contradict each other, weights would run away. */
const MOST_WEIGHT = 1e9;

/**
 * Which lineups the field plays: each as often as the product of its drivers' weights, times the appeal
 * of its price. Sums over all lineups come from a table by driver, places left and money spent, so the
 * share of the field that has a driver is known exactly, and the weights are fitted to the asked shares.
 */
export class FieldModel {
  readonly #rosterSize: number;
  readonly #asked: readonly number[];
  readonly #grid: SalaryGrid;
  readonly #weights: Float64Array;
  /** By driver, places left and column: the lineups from here on, all together. */
  readonly #rest: Float64Array;
  /** By places filled and column: the lineups up to here. */
  readonly #before: Float64Array;

  constructor(asked: readonly number[], grid: SalaryGrid, rosterSize: number) {
    this.#rosterSize = rosterSize;
    this.#asked = asked.map((share) =>
      share === 0 ? 0 : Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, share)),
    );
    this.#grid = grid;
    this.#weights = Float64Array.from(this.#asked, (share) => share / (1 - share));
    this.#rest = new Float64Array((asked.length + 1) * this.#layer);
    this.#before = new Float64Array(this.#layer);
    this.#fillRest();
  }

  /** False when the asked shares leave no lineup. */
  get hasLineups(): boolean {
    return this.#rest[this.#rosterSize * this.#grid.columns]! > 0;
  }

  /**
   * Brings the shares of the drivers close to those asked for, or as close as it gets within the cap;
   * false when stopped before.
   */
  fit(shouldStop: () => boolean): boolean {
    let least = Infinity;
    for (let round = 0, sinceLeast = 0; sinceLeast < ROUNDS_WITHOUT_GAIN; round++, sinceLeast++) {
      if (shouldStop()) return false;
      const shares = this.#shares();
      const distance = this.#distanceOf(shares);
      if (distance < CLOSE_ENOUGH || round === MOST_ROUNDS) return true;
      if (distance < GAIN * least) {
        least = distance;
        sinceLeast = 0;
      }
      for (const [driver, share] of shares.entries()) this.#correct(driver, share);
      this.#fillRest();
    }
    return true;
  }

  /** A lineup, as positions in ascending order. */
  draw(random: () => number, lineup: Uint8Array): void {
    const { columns, costs } = this.#grid;
    let places = this.#rosterSize;
    let column = 0;
    for (let driver = 0; places > 0; driver++) {
      const all = this.#rest[driver * this.#layer + places * columns + column]!;
      const without = this.#rest[(driver + 1) * this.#layer + places * columns + column]!;
      if (random() * all < without) continue;
      lineup[this.#rosterSize - places] = driver;
      column += costs[driver]!;
      places--;
    }
  }

  #distanceOf(shares: Float64Array): number {
    return shares.reduce(
      (most, share, driver) => Math.max(most, Math.abs(share - this.#asked[driver]!)),
      0,
    );
  }

  #correct(driver: number, share: number): void {
    const asked = this.#asked[driver]!;
    if (asked === 0) return;
    const held = Math.min(1 - 1e-12, Math.max(1e-12, share));
    const weight = (this.#weights[driver]! * asked * (1 - held)) / (held * (1 - asked));
    this.#weights[driver] = Math.min(MOST_WEIGHT, Math.max(1 / MOST_WEIGHT, weight));
  }

  get #layer(): number {
    return (this.#rosterSize + 1) * this.#grid.columns;
  }

  #fillRest(): void {
    const { columns, appeal } = this.#grid;
    const drivers = this.#asked.length;
    this.#rest.fill(0, drivers * this.#layer);
    this.#rest.set(appeal, drivers * this.#layer);
    for (let driver = drivers - 1; driver >= 0; driver--) {
      const to = driver * this.#layer;
      const from = to + this.#layer;
      this.#rest.copyWithin(to, from, from + this.#layer);
      const weight = this.#weights[driver]!;
      const cost = this.#grid.costs[driver]!;
      for (let places = 1; places <= this.#rosterSize; places++) {
        const row = places * columns;
        for (let column = 0; column + cost < columns; column++) {
          this.#rest[to + row + column]! +=
            weight * this.#rest[from + row - columns + column + cost]!;
        }
      }
    }
  }

  /** Of each driver: how much of all lineups has him. */
  #shares(): Float64Array {
    const { columns, costs } = this.#grid;
    const all = this.#rest[this.#rosterSize * columns]!;
    const shares = new Float64Array(this.#asked.length);
    this.#before.fill(0);
    this.#before[0] = 1;
    for (const [driver, weight] of this.#weights.entries()) {
      const cost = costs[driver]!;
      const after = (driver + 1) * this.#layer;
      let having = 0;
      // From the top, so that a driver is not taken twice.
      for (let places = this.#rosterSize - 1; places >= 0; places--) {
        const rest = after + (this.#rosterSize - places - 1) * columns + cost;
        for (let column = 0; column + cost < columns; column++) {
          const taken = this.#before[places * columns + column]! * weight;
          having += taken * this.#rest[rest + column]!;
          this.#before[(places + 1) * columns + column + cost]! += taken;
        }
      }
      shares[driver] = having / all;
    }
    return shares;
  }
}
