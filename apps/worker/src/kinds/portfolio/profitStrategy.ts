import {
  mostWinnings,
  type PayoutLines,
  payoutLines,
  type ProfitProgress,
  type ProfitSelection,
  selectProfit,
} from '@pitwall/contests';
import type { Contest, PortfolioInput, Shortfall } from '@pitwall/contract';
import {
  chooseCandidates,
  decodeCandidates,
  encodeCandidates,
  LimitKeeper,
  unmetMinimums,
} from '@pitwall/portfolios';
import { lineupsAt, numbersOf } from '@pitwall/universe';

import { type Part, shareIn, type StageControl } from '../stages.ts';
import { opponentsOf, type RaceSample } from './raceSample.ts';
import type { RaceStrategy } from './raceStrategy.ts';
import type { Chosen, RaceWork } from './raceWork.ts';

/** What each adds is worked out exactly, race by race, so these are fewer than for the tail. */
const CANDIDATES = 10_000;
/** Winnings are compared in so many steps to choose candidates by. */
const STEPS = 65_535;

/** The most profit of all entries together. */
export const profitStrategy: RaceStrategy = {
  shares: (input) => linesOf(input).shares,
  choose(work, task, control) {
    const { input } = work;
    const winnings = mostWinnings(task, linesOf(input), control.shouldStop);
    if (!winnings) return undefined;
    const most = winnings.reduce((highest, value) => Math.max(highest, value), 0);
    const worth = Uint32Array.from(winnings, (value) => Math.floor((value / (most || 1)) * STEPS));
    const best = chooseCandidates({ input, task, worth, count: CANDIDATES }, control);
    if (!best) return undefined;
    const standIn = firstOf(work, control);
    if (!standIn) return undefined;
    const candidates = Uint32Array.from(new Set([...work.withStart(best), ...standIn])).toSorted();
    return {
      candidates: encodeCandidates(candidates),
      otherwise: highestBeside(winnings, candidates),
    };
  },
  async select(work, sample, chosen) {
    const { input, universe, stages, reason: lacking } = work;
    const candidates = lineupsAt(universe, decodeCandidates(chosen.candidates));
    const { rosterSize } = input.rules;
    const lineupOf = (number: number) =>
      candidates.slice(number * rosterSize, (number + 1) * rosterSize);
    const selection = await stages.run('select', (control) => {
      const found = select(work, { sample, chosen, candidates }, control);
      if (found && found.candidates.length >= work.best.length) {
        work.best = found.candidates.map(lineupOf);
      }
      return found?.isComplete ? found : undefined;
    });
    const { candidates: numbers, expectedProfit, races, bound, isFromStandIn } = selection;
    const lineups = numbers.map(lineupOf);
    const reason =
      isFromStandIn && lineups.length < input.lineups ? lacking : reasonOf(input, lineups);
    return {
      lineups,
      ...(races === sample.count && { claimed: expectedProfit }),
      ...(reason && { reason }),
      ...(bound !== undefined && { bound }),
    };
  },
};

/** The lineups of the first portfolio by number; undefined when stopped. */
function firstOf(
  { universe, best }: RaceWork,
  { shouldStop }: StageControl,
): Uint32Array | undefined {
  const lineups = best.map((lineup) => lineup.toSorted());
  return numbersOf(universe, lineups, shouldStop);
}

function contestOf({ contest }: PortfolioInput): Contest {
  if (!contest) throw new Error('A portfolio for profit has a contest, or was refused');
  return contest;
}

function linesOf(input: PortfolioInput): PayoutLines {
  return payoutLines(contestOf(input), opponentsOf(input));
}

/** The highest of all that are no candidates, which are ascending. */
function highestBeside(winnings: Float64Array, candidates: Uint32Array): number {
  let highest = 0;
  let next = 0;
  for (let lineup = 0; lineup < winnings.length; lineup++) {
    if (candidates[next] === lineup) next++;
    else if (winnings[lineup]! > highest) highest = winnings[lineup]!;
  }
  return highest;
}

function select(
  work: RaceWork,
  given: { sample: RaceSample; chosen: Chosen; candidates: Uint8Array },
  control: StageControl,
): ProfitSelection | undefined {
  const { input, kernels } = work;
  const { shouldStop, onShare } = control;
  const { sample, chosen, candidates } = given;
  const { scenarios, opponents } = sample;
  const first = firstOf(work, control);
  if (!first) return undefined;
  const standIn = placesIn(chosen.candidates, first);
  return selectProfit(
    kernels,
    {
      scenarios,
      opponents,
      contest: contestOf(input),
      candidates,
      limits: new LimitKeeper(input, candidates, standIn),
      ...(chosen.otherwise !== undefined && { otherwise: chosen.otherwise }),
      standIn,
    },
    {
      shouldStop,
      onProgress: ({ phase, done, total }) => onShare(shareIn(PARTS[phase], done / total)),
    },
  );
}

/** Which of the candidates these are. */
function placesIn(candidates: string, lineups: Uint32Array): number[] {
  const wanted = new Set(lineups);
  return [...decodeCandidates(candidates).entries()].flatMap(([place, number]) =>
    wanted.has(number) ? [place] : [],
  );
}

/** Where each part of a selection begins and ends. */
const PARTS = {
  field: [0, 0.1],
  alone: [0.1, 0.4],
  greedy: [0.4, 0.6],
  exchange: [0.6, 1],
} satisfies Record<ProfitProgress['phase'], Part>;

function reasonOf(input: PortfolioInput, lineups: readonly Uint8Array[]): Shortfall | undefined {
  const found = lineups.length;
  const message =
    found === input.lineups
      ? unmetMinimums(input, lineups)
      : `Of the lineups that win most, no more than ${found} go together within the limits on exposure and likeness`;
  return message === undefined ? undefined : { rule: 'exposure', message };
}
