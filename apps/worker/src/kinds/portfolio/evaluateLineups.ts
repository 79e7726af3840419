import { simulateContest } from '@pitwall/contests';
import type { FoundPortfolio, PortfolioFigures } from '@pitwall/contract';
import { evaluatePortfolio } from '@pitwall/portfolios';
import { SITE_SCORING } from '@pitwall/races';

import { requireSoundContest } from '../races/requireSoundContest.ts';
import type { StageControl } from '../stages.ts';
import { type Drawn, opponentsOf, type RaceSample } from './raceSample.ts';

export type Evaluated = {
  figures: PortfolioFigures;
  /** By lineup. */
  inTop: number[];
  expectedProfit?: number[];
};

/** What lineups, as input positions, do in races; undefined when stopped. */
export function evaluateLineups(
  lineups: readonly Uint8Array[],
  { kernels, input, sample }: Pick<Drawn, 'kernels' | 'input'> & { sample: RaceSample },
  { shouldStop, onShare }: StageControl,
): Evaluated | undefined {
  const { stepsPerPoint } = SITE_SCORING[input.site];
  const { points, count, seed, scenarios, lines } = sample;
  const races = { points, count, seed, line: lines[0]!, stepsPerPoint };
  const evaluation = evaluatePortfolio(lineups, races, shouldStop);
  if (!evaluation || !input.contest || lineups.length === 0) return evaluation;
  const entered = {
    scenarios,
    stepsPerPoint,
    // With fewer lineups than asked for the contest has so many entries less.
    contest: { ...input.contest, fieldSize: opponentsOf(input) + lineups.length },
    opponents: sample.opponents,
    lineups: Uint8Array.from(lineups.flatMap((lineup) => [...lineup])),
  };
  const contest = simulateContest(kernels, entered, {
    shouldStop,
    onProgress: ({ done, total }) => onShare(done / total),
  });
  if (!contest) return undefined;
  requireSoundContest(entered, contest);
  return {
    figures: { ...evaluation.figures, contest: contest.total },
    inTop: evaluation.inTop,
    expectedProfit: contest.lineups.map(({ expectedProfit }) => expectedProfit),
  };
}

/** Each lineup with what it is worth in these races. */
export function withWorth(
  found: FoundPortfolio,
  { inTop, expectedProfit }: Evaluated,
): FoundPortfolio {
  return {
    ...found,
    lineups: found.lineups.map((lineup, index) => ({
      ...lineup,
      inTop: inTop[index]!,
      ...(expectedProfit && { expectedProfit: expectedProfit[index]! }),
    })),
  };
}
