import { FieldRanks, type KernelModule, RACES_AT_ONCE, type Scenarios } from '@pitwall/universe';

import { Payouts } from '../payouts.ts';
import type { ContestToSimulate } from '../simulateContest.ts';
import type { ProfitControl } from './profitControl.ts';

/** Counts a race has room for at first; in most races so many scores win. */
const USUAL_SCORES = 2_048;

/**
 * The part of the field that wins something, race by race: how many opponents reach each score from the
 * lowest on that can win. What is below never matters to us.
 */
export class TopOfField {
  readonly races: number;
  readonly payouts: Payouts;
  /** By race the lowest score that wins anything. */
  readonly lines: Int32Array;
  /** By race what a score is to be added to for its count, and where the counts end. */
  readonly #offsets: Int32Array;
  readonly #ends: Int32Array;
  #counts: Uint32Array;

  private constructor(races: number, payouts: Payouts) {
    this.races = races;
    this.payouts = payouts;
    this.lines = new Int32Array(races);
    this.#offsets = new Int32Array(races);
    this.#ends = new Int32Array(races);
    this.#counts = new Uint32Array(races * USUAL_SCORES);
  }

  /** Looks at the first so many races; undefined when stopped. */
  static look(
    module: KernelModule,
    {
      scenarios,
      opponents,
      contest,
    }: Pick<ContestToSimulate, 'scenarios' | 'opponents' | 'contest'>,
    { races, control }: { races: number; control: ProfitControl },
  ): TopOfField | undefined {
    const top = new TopOfField(races, new Payouts(contest));
    const ranks = new FieldRanks(module, scenarios, { lineups: opponents, watched: 0 });
    for (let first = 0; first < races; first += RACES_AT_ONCE) {
      if (control.shouldStop?.()) return undefined;
      ranks.look(first);
      const last = Math.min(first + RACES_AT_ONCE, races);
      for (let race = first; race < last; race++) top.#take(ranks, race, scenarios);
      control.onProgress?.({ phase: 'field', done: last, total: races });
    }
    return top;
  }

  #take({ reaching }: FieldRanks, race: number, { highestScore }: Scenarios): void {
    const lane = race % RACES_AT_ONCE;
    const countAt = (score: number) => reaching[RACES_AT_ONCE * score + lane]!;
    let top = highestScore;
    while (top > 0 && countAt(top) === 0) top--;
    // Who is above so many as there are prizes wins nothing.
    let line = top + 1;
    while (line > 0 && countAt(line) < this.payouts.paidRanks) line--;
    const start = race > 0 ? this.#ends[race - 1]! : 0;
    const end = start + top + 1 - line;
    this.#makeRoom(end);
    for (let score = line; score <= top; score++) {
      this.#counts[start + score - line] = countAt(score);
    }
    this.lines[race] = line;
    this.#offsets[race] = start - line;
    this.#ends[race] = end;
  }

  #makeRoom(length: number): void {
    if (length <= this.#counts.length) return;
    const larger = new Uint32Array(Math.ceil(1.5 * length));
    larger.set(this.#counts);
    this.#counts = larger;
  }

  /** How many opponents have at least this score, which must not be below the line. */
  reaching(race: number, score: number): number {
    const at = this.#offsets[race]! + score;
    return at < this.#ends[race]! ? this.#counts[at]! : 0;
  }

  /**
   * What each of ours with a score wins, in cents, where `above` others of ours have more, and `same` of
   * ours, itself among them, have as much.
   */
  share(race: number, score: number, { above, same }: { above: number; same: number }): number {
    const before = this.reaching(race, score + 1) + above;
    return this.payouts.share(before, this.reaching(race, score) + above + same);
  }
}
