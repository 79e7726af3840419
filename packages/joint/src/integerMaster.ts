import { type Engine, solveModel } from '@pitwall/models/solve';

import { type BestSoFar, TARGET_GAP } from './bestSoFar.ts';
import type { JointProblem } from './jointProblem.ts';
import { masterModel } from './masterModel.ts';
import { rivalSets } from './rivalSets.ts';

type Work = { problem: JointProblem; best: BestSoFar; shouldStop: () => boolean };

/** Ends at the same place on any machine; the seconds are for those on which that would take too long. */
const MOST_NODES = 2_000;
const MOST_SECONDS = 20;

/**
 * Chooses whole lineups among the candidates; better portfolios go to `best`. That it finds none is no failure.
 */
export async function chooseLineups(
  engine: Pick<Engine, 'withModel'>,
  lineups: readonly Uint8Array[],
  { problem, best, shouldStop }: Work,
): Promise<void> {
  if (lineups.length < problem.asked) return;
  const { minUnique } = problem.input;
  const rivals = minUnique > 1 ? rivalSets(lineups, minUnique) : [];
  const model = masterModel(lineups, problem, { isInteger: true, stopgaps: [], rivals });
  const solved = await solveModel(engine, model, {
    shouldStop,
    stopsPromptly: true,
    onLog: () => {},
    onState: () => {},
    onIncumbent: (values) => best.offer(takenBy(values, lineups)),
    timeLimitSeconds: MOST_SECONDS,
    maxNodes: MOST_NODES,
    gap: TARGET_GAP,
    ...(best.isComplete ? { start: startOf(best, lineups) } : {}),
  });
  if (solved.type === 'solution') best.offer(takenBy(solved.solution.values, lineups));
}

function takenBy(values: Float64Array, lineups: readonly Uint8Array[]): Uint8Array[] {
  return lineups.filter((_, index) => values[index]! > 0.5);
}

function startOf({ lineups: chosen }: BestSoFar, lineups: readonly Uint8Array[]): Float64Array {
  const isChosen = new Set(chosen.map(String));
  return Float64Array.from(lineups, (lineup) => (isChosen.has(String(lineup)) ? 1 : 0));
}
