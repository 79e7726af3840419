import type { SparseModel } from '../sparseModel.ts';
import { ExactSum } from './checkSolution.ts';

/** What the dual values of an LP prove: no solution is better than `bound`. */
export type DualProof = {
  bound: number;
  /** By how much they are none at the worst place, relative to the costs there. */
  dualViolation: number;
};

type Side = { weight: number; lower: number; upper: number; value: number; scale: number };

/**
 * The bound that the dual values of the rows prove, added up anew. Where one has a sign that nothing
 * allows, by less than a tolerance, the solution itself stands for the bound that is not there.
 */
export function dualProof(
  model: SparseModel,
  values: Float64Array,
  { rowDuals, activities }: { rowDuals: Float64Array; activities: Float64Array },
): DualProof {
  const { rows, columns, sense } = model;
  const { reduced, scales } = reducedCosts(model, rowDuals);
  const proof = new Proof(model.offset, sense === 'minimize' ? 1 : -1);
  for (let row = 0; row < rowDuals.length; row += 1) {
    proof.add({
      weight: rowDuals[row] ?? Number.NaN,
      lower: rows.lower[row] ?? 0,
      upper: rows.upper[row] ?? 0,
      value: activities[row] ?? 0,
      scale: 1,
    });
  }
  for (let column = 0; column < reduced.length; column += 1) {
    proof.add({
      weight: reduced[column] ?? Number.NaN,
      lower: columns.lower[column] ?? 0,
      upper: columns.upper[column] ?? 0,
      value: values[column] ?? 0,
      scale: scales[column] ?? 1,
    });
  }
  return { bound: proof.bound.value, dualViolation: proof.violation };
}

class Proof {
  readonly bound: ExactSum;
  violation = 0;
  readonly #sign: 1 | -1;

  constructor(offset: number, sign: 1 | -1) {
    this.bound = new ExactSum(offset);
    this.#sign = sign;
  }

  add({ weight, lower, upper, value, scale }: Side): void {
    if (weight === 0) return;
    const side = weight * this.#sign > 0 ? lower : upper;
    if (Number.isFinite(side)) return this.bound.add(weight * side);
    this.bound.add(weight * value);
    this.violation = Math.max(this.violation, Math.abs(weight) / Math.max(1, scale));
  }
}

/** The costs less what the dual values of the rows account for, and the largest number in each. */
function reducedCosts({ columns, matrix }: SparseModel, rowDuals: Float64Array) {
  const reduced = columns.cost.slice();
  const scales = columns.cost.map(Math.abs);
  for (let column = 0; column < reduced.length; column += 1) {
    const end = matrix.starts[column + 1] ?? 0;
    for (let at = matrix.starts[column] ?? 0; at < end; at += 1) {
      const part = (matrix.values[at] ?? 0) * (rowDuals[matrix.indices[at] ?? 0] ?? Number.NaN);
      reduced[column] = (reduced[column] ?? 0) - part;
      scales[column] = Math.max(scales[column] ?? 0, Math.abs(part));
    }
  }
  return { reduced, scales };
}
