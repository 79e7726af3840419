import { type KernelModule, LineupRaces, RACES_AT_ONCE } from '@pitwall/universe';

import type { ContestToSimulate } from '../simulateContest.ts';
import { PlacesWon } from './placesWon.ts';
import type { ProfitControl } from './profitControl.ts';
import type { ProfitLimits } from './profitLimits.ts';
import { TopOfField } from './topOfField.ts';

/** Counts of the field take some 10 kB a race. */
const MOST_RACES = 20_000;
/** Places of ours, in all races together; each takes 38 bytes. */
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
  /**
   * Candidates that are a portfolio within the limits: what to exchange from where selecting one by one
   * ends with fewer.
   */
  standIn?: readonly number[];
};

/** A portfolio in the making, its places in the races, and what else may join. */
export class ProfitDraft {
  readonly candidateCount: number;
  readonly races: number;
  readonly limits: ProfitLimits;
  /** Candidates by member; one that leaves makes room for another. */
  readonly members: number[] = [];
  readonly #places: PlacesWon;
  readonly #top: TopOfField;
  readonly #scores: LineupRaces;
  readonly #gainsOfScores: Float64Array;

  private constructor(module: KernelModule, request: ProfitRequest, top: TopOfField) {
    const { scenarios, candidates, limits } = request;
    this.races = top.races;
    this.limits = limits;
    this.#places = new PlacesWon(top, limits.most);
    this.#top = top;
    this.#scores = new LineupRaces(module, scenarios, candidates);
    this.#gainsOfScores = new Float64Array(scenarios.highestScore + 1);
    this.candidateCount = this.#scores.count;
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

  /**
   * By candidate what it would add at most in the place of any member, or to none; in cents over all
   * races. Undefined when stopped.
   */
  mostGains(onRaces: (done: number) => boolean): Float64Array | undefined {
    const gains = new Float64Array(this.candidateCount);
    for (let first = 0; first < this.races; first += RACES_AT_ONCE) {
      if (onRaces(first)) return undefined;
      this.#scores.lookAtAll(first);
      const last = Math.min(first + RACES_AT_ONCE, this.races);
      for (let race = first; race < last; race++) this.#addMostGains(race, gains);
    }
    return gains;
  }

  /** Candidates have few different scores, so what one adds is found out once for each. */
  #addMostGains(race: number, gains: Float64Array): void {
    const scores = this.#scores.ofAll;
    const line = this.#top.lines[race]!;
    const known = this.#gainsOfScores.fill(Number.NaN);
    for (let candidate = 0, at = race % RACES_AT_ONCE; candidate < gains.length; candidate++) {
      const score = scores[at]!;
      at += RACES_AT_ONCE;
      if (score < line) continue;
      let gain = known[score]!;
      if (Number.isNaN(gain)) {
        gain = this.#places.mostGainIn(race, score);
        known[score] = gain;
      }
      gains[candidate]! += gain;
    }
  }

  /** What a candidate would add, in cents over all races. */
  gain(candidate: number): number {
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

  /** These members and no others; they must be within the limits together. */
  beginWith(members: readonly number[]): void {
    for (const [member, gone] of this.members.entries()) {
      this.limits.remove(gone);
      this.#places.leave(this.#scoresOf(gone), member);
    }
    this.members.length = 0;
    for (const candidate of members) this.join(candidate);
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
    this.#scores.lookAtOne(candidate);
    return this.#scores.ofOne;
  }
}
