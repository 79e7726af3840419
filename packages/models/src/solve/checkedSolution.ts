import {
  CHECK_TOLERANCE,
  checkSolution,
  offInteger,
  type SolutionCheck,
} from '../check/checkSolution.ts';
import { type DualProof, dualProof } from '../check/dualProof.ts';
import { isIntegerType, type SparseModel } from '../sparseModel.ts';
import { gapOf } from './gapOf.ts';
import type { EngineAnswer } from './solveControl.ts';

/** A solution that has been checked, with what is known of it. */
export type CheckedSolution = {
  values: Float64Array;
  check: SolutionCheck;
  bound?: number;
  gap?: number;
  /** Of an LP. */
  duals?: { rows: Float64Array; columns: Float64Array; proof: DualProof };
};

/** What the solver found, or what is wrong with it. */
export function checkedSolution(
  model: SparseModel,
  answer: EngineAnswer,
): CheckedSolution | { wrong: string } {
  const { values, check } = best(model, answer.values ?? new Float64Array(0));
  const wrong = wrongWith(check, answer);
  if (wrong !== undefined) return { wrong };
  const duals = dualsOf(model, answer, { values, check });
  const bound = duals ? duals.proof.bound : answer.bound;
  const gap = bound === undefined ? undefined : gapOf(check.objective, bound);
  return {
    values,
    check,
    ...(bound === undefined || !Number.isFinite(bound) ? {} : { bound }),
    ...(gap === undefined ? {} : { gap }),
    ...(duals ? { duals } : {}),
  };
}

/** With its integers as whole numbers, which the solver leaves a little off, if that holds as well. */
function best(model: SparseModel, values: Float64Array) {
  const whole = values.map((value, column) =>
    isIntegerType(model.columns.types[column]) && offInteger(value) <= CHECK_TOLERANCE
      ? Math.round(value)
      : value,
  );
  const check = checkSolution(model, whole);
  if (check.isFeasible) return { values: whole, check };
  return { values, check: checkSolution(model, values) };
}

function wrongWith(check: SolutionCheck, { objective = Number.NaN }: EngineAnswer) {
  const { rowViolation, boundViolation, integralityViolation } = check;
  if (!check.isFeasible) {
    const worst = Math.max(rowViolation, boundViolation, integralityViolation);
    return `What the solver found is off by ${worst.toPrecision(3)} when it is added up anew`;
  }
  const difference = Math.abs(check.objective - objective);
  if (difference <= CHECK_TOLERANCE * Math.max(check.objectiveScale, Math.abs(objective))) {
    return undefined;
  }
  return `The solver says that its solution is worth ${objective}; it adds up to ${check.objective}`;
}

function dualsOf(
  model: SparseModel,
  { rowDuals, columnDuals }: EngineAnswer,
  { values, check }: Pick<CheckedSolution, 'values' | 'check'>,
) {
  if (!rowDuals || !columnDuals) return undefined;
  const proof = dualProof(model, values, { rowDuals, activities: check.activities });
  return { rows: rowDuals, columns: columnDuals, proof };
}
