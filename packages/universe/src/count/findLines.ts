import { KernelMemory } from '../kernels/kernelMemory.ts';
import { createKernels } from '../kernels/kernels.ts';
import type { KernelModule } from '../kernels/webAssembly.ts';
import type { Scenarios } from '../scenarios.ts';
import { shouldStop, type UniverseControl } from '../universeControl.ts';
import type { Line } from './lines.ts';

const RACES_AT_ONCE = 8;
const MOST_OPPONENTS = 32_767;
const RACES_PER_PROGRESS = 1_024;

export type Opponents = {
  /** As `drawField` gives them. */
  lineups: Uint8Array;
  /** Which places to find: 0.01 the last in the top 1 %. */
  shares: readonly number[];
};

/**
 * For each share the score, race by race, of the opponent in its last place (at least the first, ties
 * counted as they stand). Who has as much shares that place or is before it. Undefined when stopped.
 */
export function findLines(
  module: KernelModule,
  given: { scenarios: Scenarios; opponents: Opponents },
  control: UniverseControl = {},
): Line[] | undefined {
  const { scenarios, opponents } = given;
  const finder = new LineFinder(module, scenarios, opponents.lineups);
  const places = opponents.shares.map((share) => placeOf(share, finder.count));
  const lines = places.map(() => new Int32Array(scenarios.count));
  for (let first = 0; first < scenarios.count; first += RACES_AT_ONCE) {
    if (shouldStop(control)) return undefined;
    finder.score(first);
    for (const [index, place] of places.entries()) {
      const found = finder.find(place).subarray(0, scenarios.count - first);
      for (const [lane, steps] of found.entries()) {
        lines[index]![first + lane] = steps + scenarios.rosterSize * scenarios.lowest;
      }
    }
    const done = Math.min(first + RACES_AT_ONCE, scenarios.count);
    if (done % RACES_PER_PROGRESS === 0 || done === scenarios.count) {
      control.onProgress?.({ phase: 'lines', done, total: scenarios.count });
    }
  }
  return lines;
}

function placeOf(share: number, opponents: number): number {
  return Math.min(opponents, Math.max(1, Math.round(share * opponents)));
}

/** Eight races of a field at a time. */
class LineFinder {
  readonly count: number;
  readonly #scenarios: Scenarios;
  readonly #memory = new KernelMemory();
  readonly #kernels;
  readonly #rows: number;
  readonly #lineups: number;
  readonly #scores: number;
  readonly #found: number;

  constructor(module: KernelModule, scenarios: Scenarios, lineups: Uint8Array) {
    this.count = lineups.length / scenarios.rosterSize;
    if (this.count < 1 || this.count > MOST_OPPONENTS) {
      throw new RangeError(`A field has 1 to ${MOST_OPPONENTS} lineups, not ${this.count}`);
    }
    this.#scenarios = scenarios;
    this.#rows = this.#memory.reserve(scenarios.rows.byteLength);
    this.#lineups = this.#memory.reserve(lineups.length);
    this.#scores = this.#memory.reserve(this.count * RACES_AT_ONCE * 2);
    this.#found = this.#memory.reserve(RACES_AT_ONCE * 2);
    this.#memory.steps(this.#rows, scenarios.rows.length).set(scenarios.rows);
    this.#memory.bytes(this.#lineups, lineups.length).set(lineups);
    this.#kernels = createKernels(module, this.#memory);
  }

  score(first: number): void {
    const { rosterSize, stride } = this.#scenarios;
    this.#kernels.scoreField(
      this.#lineups,
      this.count,
      rosterSize,
      this.#rows + first * 2,
      stride * 2,
      this.#scores,
    );
  }

  find(place: number): Int16Array {
    this.#kernels.findPlace(this.#scores, this.count, place, this.#found);
    return this.#memory.steps(this.#found, RACES_AT_ONCE);
  }
}
