import { KernelMemory } from '../kernels/kernelMemory.ts';
import { createKernels, type LineupsInRaces } from '../kernels/kernels.ts';
import type { KernelModule } from '../kernels/webAssembly.ts';
import type { Scenarios } from '../scenarios.ts';

/** As many as the kernels take of a field in one go. */
export const RACES_AT_ONCE = 8;

const MOST_LINEUPS = 200_000;

/** The lineups of a field and the races they are in, where the kernels find them. */
export class FieldInMemory {
  readonly count: number;
  readonly memory = new KernelMemory();
  readonly kernels;
  readonly #scenarios: Scenarios;
  readonly #rows: number;
  readonly #lineups: number;

  /** Throws a RangeError where there are no lineups, or more than 200,000. */
  constructor(module: KernelModule, scenarios: Scenarios, lineups: Uint8Array) {
    this.count = lineups.length / scenarios.rosterSize;
    if (this.count < 1 || this.count > MOST_LINEUPS) {
      throw new RangeError(`A field has 1 to ${MOST_LINEUPS} lineups, not ${this.count}`);
    }
    this.#scenarios = scenarios;
    this.#rows = this.memory.reserve(scenarios.rows.byteLength);
    this.#lineups = this.memory.reserve(lineups.length);
    this.memory.steps(this.#rows, scenarios.rows.length).set(scenarios.rows);
    this.memory.bytes(this.#lineups, lineups.length).set(lineups);
    this.kernels = createKernels(module, this.memory);
  }

  /** Of the lineups from one on, in eight races from the first on. */
  inRaces(firstRace: number, firstLineup = 0, count = this.count - firstLineup): LineupsInRaces {
    const { rosterSize, stride } = this.#scenarios;
    const lineups = this.#lineups + firstLineup * rosterSize;
    return [lineups, count, rosterSize, this.#rows + firstRace * 2, stride * 2];
  }
}
