import type { Contest } from '@pitwall/contract';
import type { Scenarios } from '@pitwall/universe';

import type { ContestToSimulate, SimulatedContest } from '../simulateContest.ts';

/** Races that are looked at again, spread over all. */
const RACES_CHECKED = 16;
/** Sums of thousands of doubles, as a part of what they come to. */
const ROUNDING = 1e-9;

/**
 * What is wrong with a simulated contest, in words; nothing when its figures add up and some of its races
 * pay what sorting all entries by score says. Shares no code with the simulation, so that a mistake of
 * that does not go unseen.
 */
export function contestFaults(given: ContestToSimulate, simulated: SimulatedContest): string[] {
  const { count } = given.scenarios;
  const step = Math.max(1, Math.floor(count / RACES_CHECKED));
  const faults = sumFaults(given, simulated);
  for (let race = 0; race < count; race += step) {
    const won = plainWinnings(given, race);
    const said = simulated.winnings[race]!;
    if (!isNear(won, said)) faults.push(`In race ${race + 1} ours win ${won}, not ${said}`);
  }
  return faults;
}

function sumFaults(
  { contest, scenarios }: ContestToSimulate,
  { total, lineups, winnings }: SimulatedContest,
): string[] {
  const fees = lineups.length * contest.entryFee;
  const won = winnings.reduce((sum, value) => sum + value, 0) / scenarios.count;
  const profits = lineups.reduce((sum, { expectedProfit }) => sum + expectedProfit, 0);
  const cashed = lineups.reduce((sum, { cashRate }) => sum + cashRate, 0) / lineups.length;
  // Of what is won, for the profit may be the small difference of large sums.
  const totalWon = total.expectedProfit + total.fees;
  const sums: [what: string, is: number, said: number][] = [
    ['entries', lineups.length, total.entries],
    ['fees', fees, total.fees],
    ['amount won by races', won, totalWon],
    ['amount won by lineups', profits + fees, totalWon],
    ['cash rate', cashed, total.cashRate],
  ];
  return sums
    .filter(([, is, said]) => !isNear(is, said))
    .map(([what, is, said]) => `The ${what} is ${is}, not ${said}`);
}

/** What all of ours win together in a race: those with equal scores share what their ranks win. */
function plainWinnings(given: ContestToSimulate, race: number): number {
  const ours = scoresOf(given.lineups, given.scenarios, race);
  const all = [...ours, ...scoresOf(given.opponents, given.scenarios, race)];
  const ranked = Int32Array.from(all).toSorted().toReversed();
  const prizes = prizesOf(given.contest, all.length);
  const wins = new Map<number, number>();
  for (let from = 0; from < ranked.length;) {
    let to = from;
    let sum = 0;
    for (; to < ranked.length && ranked[to] === ranked[from]; to++) sum += prizes[to]!;
    wins.set(ranked[from]!, sum / (to - from));
    from = to;
  }
  return ours.reduce((sum, score) => sum + wins.get(score)!, 0);
}

function scoresOf(lineups: Uint8Array, scenarios: Scenarios, race: number): number[] {
  const { rosterSize, rows, stride } = scenarios;
  return Array.from({ length: lineups.length / rosterSize }, (_, lineup) => {
    let score = 0;
    for (let place = 0; place < rosterSize; place++) {
      score += rows[lineups[lineup * rosterSize + place]! * stride + race]!;
    }
    return score;
  });
}

function prizesOf({ payouts }: Contest, entries: number): Float64Array {
  const prizes = new Float64Array(entries);
  for (const { from, to, prize } of payouts) prizes.fill(prize, from - 1, to);
  return prizes;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(a), Math.abs(b));
}
