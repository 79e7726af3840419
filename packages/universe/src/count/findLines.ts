import { FieldInMemory, RACES_AT_ONCE } from '../field/fieldInMemory.ts';
import type { KernelModule } from '../kernels/webAssembly.ts';
import type { Scenarios } from '../scenarios.ts';
import { shouldStop, type UniverseControl } from '../universeControl.ts';
import type { Line } from './lines.ts';

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
  readonly #field: FieldInMemory;
  readonly #scores: number;
  readonly #found: number;

  constructor(module: KernelModule, scenarios: Scenarios, lineups: Uint8Array) {
    this.#field = new FieldInMemory(module, scenarios, lineups);
    this.count = this.#field.count;
    this.#scores = this.#field.memory.reserve(this.count * RACES_AT_ONCE * 2);
    this.#found = this.#field.memory.reserve(RACES_AT_ONCE * 2);
  }

  score(first: number): void {
    this.#field.kernels.scoreField(...this.#field.inRaces(first), this.#scores);
  }

  find(place: number): Int16Array {
    this.#field.kernels.findPlace(this.#scores, this.count, place, this.#found);
    return this.#field.memory.steps(this.#found, RACES_AT_ONCE);
  }
}
