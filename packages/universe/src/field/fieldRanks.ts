import type { KernelModule } from '../kernels/webAssembly.ts';
import type { Scenarios } from '../scenarios.ts';
import { FieldInMemory, RACES_AT_ONCE } from './fieldInMemory.ts';

const BYTES_PER_SCORE = RACES_AT_ONCE * Uint32Array.BYTES_PER_ELEMENT;

/**
 * How a field ranks, eight races at a time: how many of its lineups reach each score, which takes one
 * look at each lineup and no sorting. The arrays change with every `look`.
 */
export class FieldRanks {
  /** How many lineups reach a score, at `8 * score + race`; there is one score that nobody reaches. */
  readonly reaching: Uint32Array;
  /** Of the last lineups of the field, as many as are `watched`: at `8 * lineup + race`. */
  readonly scores: Int16Array;
  readonly #field: FieldInMemory;
  readonly #watched: number;
  readonly #reachingAt: number;
  readonly #scoresAt: number;

  /** Scores are in steps above `rosterSize * lowest`. Throws a RangeError as `FieldInMemory` does. */
  constructor(
    module: KernelModule,
    scenarios: Scenarios,
    given: { lineups: Uint8Array; watched: number },
  ) {
    const field = new FieldInMemory(module, scenarios, given.lineups);
    const { memory } = field;
    const reachingLength = (scenarios.highestScore + 2) * RACES_AT_ONCE;
    const scoresLength = given.watched * RACES_AT_ONCE;
    this.#field = field;
    this.#watched = given.watched;
    this.#reachingAt = memory.reserve(reachingLength * Uint32Array.BYTES_PER_ELEMENT);
    this.#scoresAt = memory.reserve(scoresLength * Int16Array.BYTES_PER_ELEMENT);
    this.reaching = memory.counts(this.#reachingAt, reachingLength);
    this.scores = memory.steps(this.#scoresAt, scoresLength);
  }

  look(firstRace: number): void {
    const { kernels, count } = this.#field;
    this.reaching.fill(0);
    kernels.tallyField(...this.#field.inRaces(firstRace), this.#reachingAt);
    kernels.sumTallies(this.#reachingAt, this.reaching.byteLength / BYTES_PER_SCORE);
    const firstWatched = count - this.#watched;
    kernels.scoreField(...this.#field.inRaces(firstRace, firstWatched), this.#scoresAt);
  }
}
