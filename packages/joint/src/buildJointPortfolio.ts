import type { FoundPortfolio, PortfolioInput } from '@pitwall/contract';
import {
  buildPortfolio,
  describePortfolio,
  LineupRanking,
  type PortfolioControl,
  type PortfolioProgress,
  positionsOf,
  toPoints,
} from '@pitwall/lineups';
import { type Engine, EngineBroken } from '@pitwall/models/solve';

import { BestSoFar } from './bestSoFar.ts';
import { candidatesOf } from './candidates.ts';
import { chooseLineups } from './integerMaster.ts';
import { type JointProblem, jointProblemOf, stepsOf } from './jointProblem.ts';
import { lagrangianBound, scoresWith } from './multipliers.ts';
import { solveRelaxation } from './relaxation.ts';

export type JointTotal = NonNullable<FoundPortfolio['total']>;
export type JointProgress = PortfolioProgress & { total?: JointTotal };

/** As for a sequential portfolio, with the total and its proof so far. A portfolio found earlier is found anew. */
export type JointControl = Omit<PortfolioControl, 'onProgress' | 'found'> & {
  onProgress?: (progress: JointProgress) => void;
};

/**
 * The portfolio whose lineups together have the highest projection, under all limits at once, with a
 * bound that no portfolio exceeds. Never worse than the sequential one, which it starts from; where the
 * limits leave fewer lineups than asked for, it is that one, with its reason.
 */
export async function buildJointPortfolio(
  engine: Pick<Engine, 'withModel'>,
  input: PortfolioInput,
  control: JointControl = {},
): Promise<FoundPortfolio> {
  const sequential = buildPortfolio({ ...input, randomness: 0 }, control);
  // Without a single one there are no more together.
  if (['user_stop', 'infeasible'].includes(sequential.termination)) return sequential;
  const stop = new Stop(control.shouldStop ?? (() => false));
  const problem = jointProblemOf(input);
  const best = new BestSoFar(positionsOf(sequential.lineups, input), problem, () =>
    control.onProgress?.(progressOf(best, input)),
  );
  await improve(engine, { problem, best, stop });
  if (!best.isComplete)
    return stop.isStopped ? { ...sequential, termination: 'user_stop' } : sequential;
  const termination = best.isGoodEnough ? 'optimal' : stop.isStopped ? 'user_stop' : 'feasible';
  const lineups = best.lineups.toSorted((a, b) => stepsOf(b, problem) - stepsOf(a, problem));
  const total = totalOf(best);
  return { ...describePortfolio(input, lineups, { termination }), ...(total && { total }) };
}

/** Asked no more once it has said so. */
class Stop {
  isStopped = false;
  readonly #shouldStop: () => boolean;

  constructor(shouldStop: () => boolean) {
    this.#shouldStop = shouldStop;
  }

  ask(): boolean {
    this.isStopped ||= this.#shouldStop();
    return this.isStopped;
  }
}

/** Each step for what those before it have left open. */
async function improve(
  engine: Pick<Engine, 'withModel'>,
  { problem, best, stop }: { problem: JointProblem; best: BestSoFar; stop: Stop },
): Promise<void> {
  const shouldStop = () => stop.ask();
  const work = { problem, best, shouldStop, ranking: new LineupRanking(problem.input, shouldStop) };
  boundWithoutLimits(work);
  if (best.isGoodEnough || stop.isStopped) return;
  try {
    const relaxed = await solveRelaxation(engine, work);
    if (!relaxed?.isFeasible || best.isGoodEnough) return;
    await chooseLineups(engine, candidatesOf(relaxed, work), work);
  } catch (error) {
    // What there is already does not come from the solver.
    if (!(error instanceof EngineBroken)) throw error;
  }
}

/** What the best lineups have without any exposure limit: all there is to prove where none binds. */
function boundWithoutLimits({
  problem,
  best,
  ranking,
}: {
  problem: JointProblem;
  best: BestSoFar;
  ranking: LineupRanking;
}): void {
  const none = new Float64Array(problem.steps.length);
  const top = ranking.top(scoresWith(none, problem), problem.asked);
  if (top?.count === problem.asked) best.offerBound(lagrangianBound(none, top, problem));
}

function progressOf(best: BestSoFar, input: PortfolioInput): JointProgress {
  const total = totalOf(best);
  return {
    found: best.lineups.length,
    asked: input.lineups,
    lineups: () => best.lineups.map((lineup) => Array.from(lineup, (p) => input.drivers[p]!.id)),
    ...(total && { total }),
  };
}

function totalOf(best: BestSoFar): JointTotal | undefined {
  if (!best.isComplete || !Number.isFinite(best.boundSteps)) return undefined;
  return {
    projection: toPoints(best.steps),
    bound: toPoints(best.boundSteps),
    gap: best.gap,
  };
}
