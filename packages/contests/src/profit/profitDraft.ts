import { type KernelModule, RaceScores } from '@pitwall/universe';

import type { ContestToSimulate } from '../simulateContest.ts';
import { type Gain, PlacesWon } from './placesWon.ts';
import type { ProfitControl } from './profitControl.ts';
import type { ProfitLimits } from './profitLimits.ts';
import { TopOfField } from './topOfField.ts';

/** Counts of the field take some 10 kB a race. */
const MOST_RACES = 20_000;
/** Places of ours, in all races together; each takes some 24 bytes. */
const MOST_PLACES = 8_000_000;

export type ProfitRequest = Omit<ContestToSimulate, 'lineups' | 'stepsPerPoint'> & {
  /** Lineups to choose from, none of them twice. */
  candidates: Uint8Array;
  limits: ProfitLimits;
  /**
   * What a lineup that is not among the candidates wins at most alone, in dollars a contest: 0 where there
   * are no others. Without it nothing is known of a bound.
   */
  otherwise?: number;
};

/** A portfolio in the making, its places in the races, and what else may join. */
export class ProfitDraft {
  readonly candidateCount: number;
  readonly races: number;
  readonly limits: ProfitLimits;
  /** Candidates by member; one that leaves makes room for another. */
  readonly members: number[] = [];
  readonly #places: PlacesWon;
  readonly #scores: RaceScores;

  private constructor(module: KernelModule, request: ProfitRequest, top: TopOfField) {
    const { scenarios, candidates, limits } = request;
    this.candidateCount = candidates.length / scenarios.rosterSize;
    this.races = top.races;
    this.limits = limits;
    this.#places = new PlacesWon(top, limits.most);
    this.#scores = new RaceScores(module, scenarios, candidates);
  }

  /** Undefined when stopped. */
  static create(
    module: KernelModule,
    request: ProfitRequest,
    control: ProfitControl,
  ): ProfitDraft | undefined {
    const races = Math.min(
      request.scenarios.count,
      MOST_RACES,
      Math.ceil(MOST_PLACES / request.limits.most),
    );
    const top = TopOfField.look(module, request, { races, control });
    return top && new ProfitDraft(module, request, top);
  }

  /** What a candidate would add, in cents over all races. */
  gain(candidate: number): Gain {
    return this.#places.gain(this.#scoresOf(candidate));
  }

  /** By member: what a candidate of this gain would add in its place. */
  gainsInPlace(candidate: number, gain: number): Float64Array {
    const gains = new Float64Array(this.members.length).fill(gain);
    this.#places.addGainsWithout(this.#scoresOf(candidate), gains);
    return gains;
  }

  /** By member what there would be less without it. */
  worths(): Float64Array {
    return this.#places.worths(this.members.length);
  }

  get total(): number {
    return this.#places.total;
  }

  join(candidate: number): void {
    this.limits.add(candidate);
    this.#places.join(this.#scoresOf(candidate), this.members.length);
    this.members.push(candidate);
  }

  /** Whether the limits allow a candidate in the place of a member. */
  allowsSwap(member: number, candidate: number): boolean {
    const gone = this.members[member]!;
    this.limits.remove(gone);
    const isAllowed = this.limits.admits(candidate);
    this.limits.add(gone);
    return isAllowed;
  }

  swap(member: number, candidate: number): void {
    const gone = this.members[member]!;
    this.limits.remove(gone);
    this.limits.add(candidate);
    this.#places.leave(this.#scoresOf(gone), member);
    this.#places.join(this.#scoresOf(candidate), member);
    this.members[member] = candidate;
  }

  /** Until the next call. */
  #scoresOf(candidate: number): Int16Array {
    this.#scores.look(candidate);
    return this.#scores.scores;
  }
}
