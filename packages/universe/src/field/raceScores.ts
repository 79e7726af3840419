import type { KernelModule } from '../kernels/webAssembly.ts';
import type { Scenarios } from '../scenarios.ts';
import { FieldInMemory } from './fieldInMemory.ts';

/** The scores of lineups in all races, one lineup after the other. */
export class RaceScores {
  /** Of the lineup looked at last, by race, in steps above `rosterSize * lowest`. */
  readonly scores: Int16Array;
  readonly #lineups: FieldInMemory;
  readonly #scoresAt: number;

  constructor(module: KernelModule, scenarios: Scenarios, lineups: Uint8Array) {
    this.#lineups = new FieldInMemory(module, scenarios, lineups);
    this.#scoresAt = this.#lineups.memory.reserve(2 * scenarios.stride);
    this.scores = this.#lineups.memory.steps(this.#scoresAt, scenarios.count);
  }

  look(lineup: number): void {
    const [at, , rosterSize, points, stride] = this.#lineups.inRaces(0, lineup, 1);
    this.#lineups.kernels.scoreRaces(at, rosterSize, points, stride, this.#scoresAt);
  }
}
