import { type LineupList, type LineupRanking, toPoints } from '@pitwall/lineups';
import {
  type Engine,
  type GrowingLp,
  type UnitColumns,
  withGrowingLp,
} from '@pitwall/models/solve';

import type { BestSoFar } from './bestSoFar.ts';
import { COUNT_ROW, type JointProblem, NO_ROW, rowsOf, stepsOf } from './jointProblem.ts';
import { lineupAt, LineupPool } from './lineupPool.ts';
import { masterModel, type Stopgap } from './masterModel.ts';
import {
  lagrangianBound,
  type Multipliers,
  multipliersOf,
  scoresWith,
  toUnits,
} from './multipliers.ts';

/** What the relaxation leaves to the search for whole lineups. */
export type Relaxed = {
  multipliers: Multipliers;
  /** The lineups that its solution takes, wholly or in part. */
  taken: readonly Uint8Array[];
  /** Whether they keep the limits. */
  isFeasible: boolean;
};

type Work = {
  problem: JointProblem;
  ranking: LineupRanking;
  best: BestSoFar;
  shouldStop: () => boolean;
};

/** By so many points a lineup has to be worth more than it costs to come in. */
const LEAST_PROFIT = 1e-6;
/** Of what is left of the bound, as a share: nothing to gain. */
const CLOSED = 1e-8;
const MOST_ROUNDS = 300;

/**
 * The portfolio of parts of lineups that has the most points, by column generation: an LP over the lineups
 * known so far says what a use of each driver is worth, and an exact search finds the lineups that are worth
 * more than they cost, until there is none. Every round gives a bound. Undefined when stopped.
 */
export function solveRelaxation(
  engine: Pick<Engine, 'withModel'>,
  work: Work,
): Promise<Relaxed | undefined> {
  const { problem, best } = work;
  const pool = new LineupPool();
  for (const lineup of best.lineups) pool.add(lineup);
  const stopgaps = best.isComplete ? [] : stopgapsOf(problem);
  const model = masterModel(pool.lineups, problem, { isInteger: false, stopgaps, rivals: [] });
  return withGrowingLp(engine, model, (lp) => generate(lp, pool, { ...work, stopgaps }));
}

type Rounds = Work & { stopgaps: readonly Stopgap[] };

function generate(lp: GrowingLp, pool: LineupPool, rounds: Rounds): Relaxed | undefined {
  const { problem, ranking, best, shouldStop, stopgaps } = rounds;
  for (let round = 1; ; round++) {
    const { status, values, rowDuals, objective } = lp.solve(shouldStop);
    if (status !== 'optimal') return undefined;
    const multipliers = multipliersOf(pricesIn(rowDuals, problem), problem);
    const top = ranking.top(scoresWith(multipliers, problem), 2 * problem.asked);
    if (!top) return undefined;
    if (top.count >= problem.asked) best.offerBound(lagrangianBound(multipliers, top, problem));
    const profitable = profitableOf(top, rowDuals[COUNT_ROW]!).filter((lineup) => pool.add(lineup));
    const isClosed = toPoints(best.boundSteps) - objective <= CLOSED * Math.abs(objective);
    if (profitable.length === 0 || isClosed || round === MOST_ROUNDS) {
      const lineupValues = values.subarray(stopgaps.length);
      return {
        multipliers,
        taken: pool.lineups.filter((_, index) => (lineupValues[index] ?? 0) > 1e-9),
        isFeasible: values.subarray(0, stopgaps.length).every((value) => value < 1e-6),
      };
    }
    lp.addColumns(columnsOf(profitable, problem));
  }
}

/** By input position; a driver without a row costs nothing. */
function pricesIn(rowDuals: Float64Array, { rowOf }: JointProblem): number[] {
  return Array.from(rowOf, (row) => (row === NO_ROW ? 0 : rowDuals[row]!));
}

/** Those that are worth more than a place among the lineups costs. */
function profitableOf(top: LineupList, placeCost: number): Uint8Array[] {
  const least = toUnits(placeCost + LEAST_PROFIT);
  const lineups: Uint8Array[] = [];
  for (let index = 0; index < top.count && top.scores[index]! > least; index++) {
    lineups.push(lineupAt(top, index));
  }
  return lineups;
}

function columnsOf(lineups: readonly Uint8Array[], problem: JointProblem): UnitColumns {
  const rows = lineups.map((lineup) => rowsOf(lineup, problem));
  const starts = new Int32Array(lineups.length + 1);
  for (const [index, { length }] of rows.entries()) starts[index + 1] = starts[index]! + length;
  return {
    costs: Float64Array.from(lineups, (lineup) => toPoints(stepsOf(lineup, problem))),
    starts,
    rows: Int32Array.from(rows.flat()),
  };
}

/** Dearer than any lineup, they stand in for what the lineups known so far cannot do. */
function stopgapsOf({ asked, limits, limited, rowOf, input }: JointProblem): Stopgap[] {
  const most = input.drivers.reduce(
    (sum, { projection }) => Math.max(sum, Math.abs(projection)),
    1,
  );
  const cost = -50 * most * input.rules.rosterSize;
  return [
    { row: COUNT_ROW, cost, upper: asked },
    ...limited
      .filter((position) => limits.minUses[position]! > 0)
      .map((position) => ({ row: rowOf[position]!, cost, upper: limits.minUses[position]! })),
  ];
}
