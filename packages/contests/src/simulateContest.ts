import type { Contest, ContestFigures, EntryFigures } from '@pitwall/contract';
import { FieldRanks, type KernelModule, RACES_AT_ONCE, type Scenarios } from '@pitwall/universe';

import { Earnings } from './earnings.ts';
import { Payouts } from './payouts.ts';

export type ContestToSimulate = {
  scenarios: Scenarios;
  /** Of the site's scoring: 20 where it scores in steps of 0.05. */
  stepsPerPoint: number;
  contest: Contest;
  /** As `drawField` gives them: all entries of the contest but ours. */
  opponents: Uint8Array;
  /** Ours, in the same form; the order of the drivers in a lineup does not matter. */
  lineups: Uint8Array;
};

export type ContestControl = {
  /** Asked every few milliseconds; once true the work is left unfinished. */
  shouldStop?: () => boolean;
  onProgress?: (progress: { done: number; total: number }) => void;
};

export type LineupFigures = EntryFigures & { meanScore: number };

export type SimulatedContest = {
  total: ContestFigures;
  lineups: LineupFigures[];
  /** By race what all of ours win together, in dollars. */
  winnings: Float64Array;
};

const RACES_PER_PROGRESS = 1_024;

/**
 * What our entries win over simulated races: in each the exact payout by rank among all opponents and
 * all of ours, where those who tie share equally what their ranks win together. Undefined when stopped.
 * Throws a RangeError when lineups of ours and of others are not as many as the contest has entries.
 */
export function simulateContest(
  module: KernelModule,
  given: ContestToSimulate,
  { shouldStop = () => false, onProgress = () => {} }: ContestControl = {},
): SimulatedContest | undefined {
  const { count } = given.scenarios;
  const simulation = new ContestSimulation(module, given);
  for (let first = 0; first < count; first += RACES_AT_ONCE) {
    if (shouldStop()) return undefined;
    simulation.run(first);
    const done = Math.min(first + RACES_AT_ONCE, count);
    if (done % RACES_PER_PROGRESS === 0 || done === count) onProgress({ done, total: count });
  }
  return simulation.figures();
}

class ContestSimulation {
  readonly #given: ContestToSimulate;
  readonly #entries: number;
  readonly #feeCents: number;
  readonly #payouts: Payouts;
  readonly #ranks: FieldRanks;
  readonly #each: readonly Earnings[];
  readonly #all = new Earnings();
  /** Of each lineup the steps of all races, above the least possible. */
  readonly #steps: Float64Array;
  readonly #winnings: Float64Array;
  #profitable = 0;

  constructor(module: KernelModule, given: ContestToSimulate) {
    const { scenarios, contest, opponents, lineups } = given;
    this.#given = given;
    this.#entries = lineups.length / scenarios.rosterSize;
    this.#feeCents = Math.round(100 * contest.entryFee);
    this.#payouts = new Payouts(contest);
    const field = new Uint8Array(opponents.length + lineups.length);
    field.set(opponents);
    field.set(lineups, opponents.length);
    if (field.length !== contest.fieldSize * scenarios.rosterSize) {
      const count = field.length / scenarios.rosterSize;
      throw new RangeError(`${count} lineups are not the ${contest.fieldSize} of the contest`);
    }
    this.#ranks = new FieldRanks(module, scenarios, { lineups: field, watched: this.#entries });
    this.#each = Array.from({ length: this.#entries }, () => new Earnings());
    this.#steps = new Float64Array(this.#entries);
    this.#winnings = new Float64Array(scenarios.count);
  }

  /** Eight races from the first on, or as many as are left. */
  run(first: number): void {
    this.#ranks.look(first);
    const races = Math.min(RACES_AT_ONCE, this.#given.scenarios.count - first);
    for (let race = 0; race < races; race++) {
      this.#winnings[first + race] = this.#runRace(race) / 100;
    }
  }

  /** What ours win together, in cents. */
  #runRace(race: number): number {
    const { reaching, scores } = this.#ranks;
    let cents = 0;
    let cashed = 0;
    let isFirst = false;
    for (let entry = 0; entry < this.#entries; entry++) {
      const score = scores[RACES_AT_ONCE * entry + race]!;
      const at = RACES_AT_ONCE * score + race;
      const before = reaching[at + RACES_AT_ONCE]!;
      const own = this.#payouts.share(before, reaching[at]!);
      const hasCashed = own > 0 ? 1 : 0;
      this.#each[entry]!.add(own, hasCashed, before === 0);
      this.#steps[entry]! += score;
      cents += own;
      cashed += hasCashed;
      isFirst ||= before === 0;
    }
    this.#all.add(cents, cashed, isFirst);
    // Parts of a cent may not sum up to the last digit.
    if (cents > this.#entries * this.#feeCents + 1e-6) this.#profitable++;
    return cents;
  }

  figures(): SimulatedContest {
    const { scenarios, stepsPerPoint } = this.#given;
    const { count, rosterSize, lowest } = scenarios;
    const [entries, feeCents] = [this.#entries, this.#feeCents];
    return {
      total: {
        ...this.#all.figures({ entries, feeCents }),
        entries,
        fees: (entries * feeCents) / 100,
        profitRate: this.#profitable / count,
      },
      lineups: this.#each.map((earnings, entry) => ({
        ...earnings.figures({ entries: 1, feeCents }),
        meanScore: (this.#steps[entry]! / count + rosterSize * lowest) / stepsPerPoint,
      })),
      winnings: this.#winnings,
    };
  }
}
