import type { Termination } from '@pitwall/contract';

import { checkSolution } from '../check/checkSolution.ts';
import { type Conflict, plainConflict } from '../explain/conflict.ts';
import { isMixedInteger, type SparseModel, withoutCosts } from '../sparseModel.ts';
import { checkedSolution, type CheckedSolution } from './checkedSolution.ts';
import type { Engine } from './engine.ts';
import { runEngine } from './runEngine.ts';
import type { EngineAnswer, EngineStatus, SolveControl } from './solveControl.ts';

/** How a solve ended. `nothing`: it was stopped, or its time was over, before there was a solution. */
export type Solved = { nodes?: number; iterations: number; checkMs?: number } & (
  | { type: 'solution'; termination: Termination; reason?: string; solution: CheckedSolution }
  | { type: 'infeasible'; conflict?: Conflict }
  | { type: 'unbounded' }
  | { type: 'nothing'; because: 'stopped' | 'time_limit' }
  | { type: 'failed'; because: 'out_of_memory' | 'no_answer' | 'wrong_answer'; message: string }
);

/** How much of a gap rounding may leave. */
const PROOF_TOLERANCE = 1e-6;

const NO_ANSWER = {
  type: 'failed',
  because: 'no_answer',
  message: 'The solver ended without an answer',
} as const;

/** Solves a model and checks what comes out. Throws EngineBroken when the solver broke off. */
export async function solveModel(
  engine: Pick<Engine, 'withModel'>,
  model: SparseModel,
  control: SolveControl,
): Promise<Solved> {
  const conflict = plainConflict(model);
  if (conflict) return { type: 'infeasible', conflict, iterations: 0 };
  if (model.columns.names.length === 0) return withoutColumns(model);
  const isMixed = isMixedInteger(model);
  const run = (of: SparseModel, how: SolveControl) =>
    engine.withModel(of, (native, highs) => runEngine({ native, highs, control: how }, isMixed));
  const answer = await run(model, control);
  if (answer.status === 'infeasible_or_unbounded') {
    return whichOf(await run(withoutCosts(model), { ...control, onIncumbent: () => {} }));
  }
  return endOf(model, answer, control.gap);
}

/** It is unbounded if there is any solution at all. */
function whichOf({ status, iterations, values }: EngineAnswer): Solved {
  if (status === 'infeasible') return { type: status, iterations };
  if (values) return { type: 'unbounded', iterations };
  if (status === 'stopped' || status === 'time_limit') {
    return { type: 'nothing', because: status, iterations };
  }
  return { ...NO_ANSWER, iterations };
}

function withoutColumns(model: SparseModel): Solved {
  const values = new Float64Array(0);
  const check = checkSolution(model, values);
  const solution = { values, check, bound: check.objective, gap: 0 };
  return { type: 'solution', termination: 'optimal', solution, iterations: 0 };
}

function endOf(model: SparseModel, answer: EngineAnswer, gap: number): Solved {
  const { status, iterations, nodes } = answer;
  const counts = { iterations, ...(nodes === undefined ? {} : { nodes }) };
  if (status === 'infeasible' || status === 'unbounded') return { type: status, ...counts };
  if (status === 'out_of_memory') {
    return {
      type: 'failed',
      because: status,
      message: 'The solver needs too much memory',
      ...counts,
    };
  }
  if (answer.values) {
    const startedMs = performance.now();
    const end = solutionOf(model, answer, gap);
    return { ...end, ...counts, checkMs: performance.now() - startedMs };
  }
  if (status === 'stopped' || status === 'time_limit') {
    return { type: 'nothing', because: status, ...counts };
  }
  return { ...NO_ANSWER, ...counts };
}

function solutionOf(model: SparseModel, answer: EngineAnswer, gap: number) {
  const solution = checkedSolution(model, answer);
  if ('wrong' in solution) {
    return { type: 'failed', because: 'wrong_answer', message: solution.wrong } as const;
  }
  const { termination, reason } = terminationOf(answer.status, solution, gap);
  return { type: 'solution', termination, solution, ...(reason && { reason }) } as const;
}

/** `optimal` is said only of what is proven to be within the gap asked for. */
function terminationOf(
  status: EngineStatus,
  { gap: found, bound, check, duals }: CheckedSolution,
  asked: number,
): { termination: Termination; reason?: string } {
  if (status === 'time_limit') return { termination: 'time_limit' };
  if (status === 'stopped') return { termination: 'user_stop' };
  const difference = Math.abs(check.objective - (bound ?? Infinity));
  const isRounding = difference <= PROOF_TOLERANCE * check.objectiveScale;
  const isProven = isRounding || (found ?? Infinity) <= asked + PROOF_TOLERANCE;
  const areDualsFine = !duals || duals.proof.dualViolation <= PROOF_TOLERANCE;
  if (status === 'optimal' && isProven && areDualsFine) return { termination: 'optimal' };
  const reason =
    'The solution is feasible; that none is better could not be proven by our own check';
  return { termination: 'feasible', reason };
}
