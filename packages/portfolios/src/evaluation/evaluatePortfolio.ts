import type { PortfolioFigures } from '@pitwall/contract';

/** Simulated races and what is to be reached in each, in whole steps of the site's scoring. */
export type EvaluatedRaces = {
  /** `points[driver * count + race]`. */
  points: Int16Array;
  count: number;
  line: Int32Array;
  stepsPerPoint: number;
  seed: number;
};

export type PortfolioEvaluation = {
  figures: PortfolioFigures;
  /** By lineup the share of the races in which it is in the top. */
  inTop: number[];
};

/** What lineups, as input positions, do in races. Undefined when stopped. */
export function evaluatePortfolio(
  lineups: readonly Uint8Array[],
  races: EvaluatedRaces,
  shouldStop: () => boolean = () => false,
): PortfolioEvaluation | undefined {
  const { count, seed, line, stepsPerPoint } = races;
  const best = new Int32Array(count).fill(-0x8000_0000);
  const timesInTop: number[] = [];
  const scores = new Int32Array(count);
  for (const lineup of lineups) {
    if (shouldStop()) return undefined;
    addUp(lineup, races, scores);
    let times = 0;
    for (let race = 0; race < count; race++) {
      const score = scores[race]!;
      if (score > best[race]!) best[race] = score;
      if (score >= line[race]!) times++;
    }
    timesInTop.push(times);
  }
  const reached = best.reduce((sum, score, race) => sum + (score >= line[race]! ? 1 : 0), 0);
  const figures = {
    races: count,
    seed,
    reached: lineups.length > 0 ? reached / count : 0,
    lineupsInTop: total(timesInTop) / count,
    bestScore: lineups.length > 0 ? total(best) / count / stepsPerPoint : 0,
  };
  return { figures, inTop: timesInTop.map((times) => times / count) };
}

function addUp(lineup: Uint8Array, { points, count }: EvaluatedRaces, scores: Int32Array): void {
  scores.fill(0);
  for (const driver of lineup) {
    const row = driver * count;
    for (let race = 0; race < count; race++) scores[race]! += points[row + race]!;
  }
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
