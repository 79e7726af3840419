import type { KernelModule } from '../kernels/webAssembly.ts';
import type { Scenarios } from '../scenarios.ts';
import { FieldInMemory, RACES_AT_ONCE } from './fieldInMemory.ts';

/** The scores of lineups, of one in all races or of all in eight; in steps above `rosterSize * lowest`. */
export class LineupRaces {
  readonly count: number;
  /** Of the lineup looked at last, by race. */
  readonly ofOne: Int16Array;
  /** Of all lineups in the eight races looked at last, at `8 * lineup + race`. */
  readonly ofAll: Int16Array;
  readonly #lineups: FieldInMemory;
  readonly #ofOneAt: number;
  readonly #ofAllAt: number;

  /** Throws a RangeError as `FieldInMemory` does. */
  constructor(module: KernelModule, scenarios: Scenarios, lineups: Uint8Array) {
    this.#lineups = new FieldInMemory(module, scenarios, lineups);
    const { memory, count } = this.#lineups;
    this.count = count;
    this.#ofOneAt = memory.reserve(2 * scenarios.stride);
    this.#ofAllAt = memory.reserve(2 * RACES_AT_ONCE * count);
    this.ofOne = memory.steps(this.#ofOneAt, scenarios.count);
    this.ofAll = memory.steps(this.#ofAllAt, RACES_AT_ONCE * count);
  }

  lookAtOne(lineup: number): void {
    const [at, , rosterSize, points, stride] = this.#lineups.inRaces(0, lineup, 1);
    this.#lineups.kernels.scoreRaces(at, rosterSize, points, stride, this.#ofOneAt);
  }

  lookAtAll(firstRace: number): void {
    this.#lineups.kernels.scoreField(...this.#lineups.inRaces(firstRace), this.#ofAllAt);
  }
}
