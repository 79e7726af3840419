import type { LineupRanking } from '@pitwall/lineups';
import { type Engine, solveModel } from '@pitwall/models/solve';

import { type BestSoFar, TARGET_GAP } from './bestSoFar.ts';
import type { JointProblem } from './jointProblem.ts';
import { lineupAt, LineupPool } from './lineupPool.ts';
import { masterModel } from './masterModel.ts';
import { scoresWith } from './multipliers.ts';
import type { Relaxed } from './relaxation.ts';
import { rivalSets, subsetCount } from './rivalSets.ts';

type Work = {
  problem: JointProblem;
  ranking: LineupRanking;
  best: BestSoFar;
  shouldStop: () => boolean;
};

/** Lineups to choose from besides those that the relaxation takes. */
const SPARE_LINEUPS = 1_000;
/** With rivals they are not as many as one would like: every subset may be a row. */
const MOST_SUBSETS = 20_000;
/** Ends at the same place on any machine; the seconds are for those on which that would take too long. */
const MOST_NODES = 2_000;
const MOST_SECONDS = 60;

/**
 * Chooses whole lineups among those that the multipliers speak for; better portfolios go to `best`.
 * Its answers are checked by the package of the solver; that it finds none is no failure.
 */
export async function chooseLineups(
  engine: Pick<Engine, 'withModel'>,
  relaxed: Relaxed,
  { problem, ranking, best, shouldStop }: Work,
): Promise<void> {
  const lineups = candidatesOf(relaxed, { problem, ranking, best });
  if (!lineups) return;
  const { minUnique } = problem.input;
  const rivals = minUnique > 1 ? rivalSets(lineups, minUnique) : [];
  const model = masterModel(lineups, problem, { isInteger: true, stopgaps: [], rivals });
  const take = (values: Float64Array) =>
    best.offer(lineups.filter((_, index) => values[index]! > 0.5));
  const solved = await solveModel(engine, model, {
    shouldStop: () => best.isGoodEnough || shouldStop(),
    onLog: () => {},
    onState: () => {},
    // Not checked yet: only what the end says is taken.
    onIncumbent: () => {},
    timeLimitSeconds: MOST_SECONDS,
    maxNodes: MOST_NODES,
    gap: TARGET_GAP,
    ...(best.isComplete ? { start: startOf(best, lineups) } : {}),
  });
  if (solved.type === 'solution') take(solved.solution.values);
}

function candidatesOf(
  { multipliers, taken }: Relaxed,
  { problem, ranking, best }: Omit<Work, 'shouldStop'>,
): Uint8Array[] | undefined {
  const top = ranking.top(scoresWith(multipliers, problem), poolSize(problem));
  if (!top) return undefined;
  const pool = new LineupPool();
  for (const lineup of best.lineups) pool.add(lineup);
  for (const lineup of taken) pool.add(lineup);
  for (let index = 0; index < top.count; index++) pool.add(lineupAt(top, index));
  return pool.lineups;
}

function poolSize({ asked, input }: JointProblem): number {
  const { rosterSize } = input.rules;
  if (input.minUnique === 1) return asked + SPARE_LINEUPS;
  const subsets = subsetCount(rosterSize - input.minUnique + 1, rosterSize);
  return Math.ceil(MOST_SUBSETS / subsets);
}

function startOf({ lineups: chosen }: BestSoFar, lineups: readonly Uint8Array[]): Float64Array {
  const isChosen = new Set(chosen);
  return Float64Array.from(lineups, (lineup) => (isChosen.has(lineup) ? 1 : 0));
}
