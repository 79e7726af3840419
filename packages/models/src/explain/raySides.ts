import { ExactSum } from '../check/checkSolution.ts';
import type { SparseModel } from '../sparseModel.ts';
import type { Side } from './conflict.ts';

/** Weights so much smaller than the largest are rounding. */
const NEGLIGIBLE = 1e-9;

/**
 * The sides that a dual ray weighs: added up with its weights, the rows ask for more than the bounds
 * of the columns allow (the lemma of Farkas), so these sides alone already clash.
 */
export function raySides(model: SparseModel, ray: Float64Array): Side[] {
  return [...weighed(columnWeights(model, ray), 'column'), ...weighed(ray, 'row')];
}

/**
 * Whether the rows so weighed ask for more than the bounds of the columns allow: a proof that nothing
 * is a solution, added up from the model alone.
 */
export function isContradiction(model: SparseModel, ray: Float64Array): boolean {
  const { rows, columns } = model;
  const [asked, allowed] = [new ExactSum(), new ExactSum()];
  let largest = 0;
  for (const [row, weight] of ray.entries()) {
    if (weight === 0) continue;
    const term = weight * ((weight > 0 ? rows.lower[row] : rows.upper[row]) ?? 0);
    largest = Math.max(largest, Math.abs(term));
    asked.add(term);
  }
  for (const [column, weight] of columnWeights(model, ray).entries()) {
    if (weight === 0) continue;
    const term = weight * ((weight > 0 ? columns.upper[column] : columns.lower[column]) ?? 0);
    largest = Math.max(largest, Math.abs(term));
    allowed.add(term);
  }
  return Number.isFinite(largest) && asked.value - allowed.value > NEGLIGIBLE * largest;
}

/** A row is needed from below where its weight is positive, and a column from above. */
function weighed(weights: Float64Array, of: Side['of']): Side[] {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const sides: Side[] = [];
  for (const [index, weight] of weights.entries()) {
    if (Math.abs(weight) <= NEGLIGIBLE * largest) continue;
    sides.push({ of, index, side: weight > 0 === (of === 'row') ? 'lower' : 'upper' });
  }
  return sides;
}

function columnWeights({ columns, matrix }: SparseModel, ray: Float64Array): Float64Array {
  const weights = new Float64Array(columns.names.length);
  for (let column = 0; column < weights.length; column += 1) {
    const end = matrix.starts[column + 1] ?? 0;
    for (let at = matrix.starts[column] ?? 0; at < end; at += 1) {
      const part = (matrix.values[at] ?? 0) * (ray[matrix.indices[at] ?? 0] ?? 0);
      weights[column] = (weights[column] ?? 0) + part;
    }
  }
  return weights;
}
