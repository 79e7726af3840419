import { isIntegerType, isSemiType, type SparseModel } from '../sparseModel.ts';

/** How far a solution may be off, relative to the numbers it is made of, but never to less than 1. */
export const CHECK_TOLERANCE = 1e-6;

/** What a solution is worth, and by how much it is outside of the model, each at its worst place. */
export type SolutionCheck = {
  objective: number;
  /** The size of the largest term of the objective, to which its error is relative. */
  objectiveScale: number;
  /** What each row adds up to. */
  activities: Float64Array;
  rowViolation: number;
  boundViolation: number;
  integralityViolation: number;
  isFeasible: boolean;
};

/** Adds a solution up anew, from nothing but the model: what the solver says of it counts for nothing. */
export function checkSolution(model: SparseModel, values: Float64Array): SolutionCheck {
  const { columns } = model;
  const boundViolation = worst(columns.names.length, (column) =>
    outsideColumn(model, column, values[column] ?? Number.NaN),
  );
  const integralityViolation = worst(columns.names.length, (column) =>
    isIntegerType(columns.types[column]) ? offInteger(values[column] ?? Number.NaN) : 0,
  );
  const { activities, scales } = rowSums(model, values);
  const rowViolation = worst(activities.length, (row) => {
    const range = { lower: model.rows.lower[row] ?? 0, upper: model.rows.upper[row] ?? 0 };
    return outside(activities[row] ?? Number.NaN, range, scales[row] ?? 1);
  });
  const largest = Math.max(rowViolation, boundViolation, integralityViolation);
  return {
    ...objectiveOf(model, values),
    activities,
    rowViolation,
    boundViolation,
    integralityViolation,
    isFeasible: largest <= CHECK_TOLERANCE,
  };
}

export function offInteger(value: number): number {
  return Math.abs(value - Math.round(value));
}

/** What is no number is as wrong as can be. */
function worst(count: number, violationOf: (index: number) => number): number {
  let largest = 0;
  for (let index = 0; index < count; index += 1) {
    const violation = violationOf(index);
    if (!(violation <= largest)) largest = Number.isNaN(violation) ? Infinity : violation;
  }
  return largest;
}

function outsideColumn({ columns }: SparseModel, column: number, value: number): number {
  const range = { lower: columns.lower[column] ?? 0, upper: columns.upper[column] ?? 0 };
  const violation = outside(value, range, 1);
  return isSemiType(columns.types[column]) ? Math.min(violation, Math.abs(value)) : violation;
}

function outside(value: number, range: { lower: number; upper: number }, scale: number): number {
  if (value < range.lower) return (range.lower - value) / Math.max(1, scale, Math.abs(range.lower));
  if (value > range.upper) return (value - range.upper) / Math.max(1, scale, Math.abs(range.upper));
  return Number.isFinite(value) ? 0 : Infinity;
}

/** What each row adds up to, and the largest term in it. */
function rowSums({ rows, matrix, columns }: SparseModel, values: Float64Array) {
  const activities = new Float64Array(rows.names.length);
  const scales = new Float64Array(rows.names.length);
  for (let column = 0; column < columns.names.length; column += 1) {
    const value = values[column] ?? Number.NaN;
    const end = matrix.starts[column + 1] ?? 0;
    for (let at = matrix.starts[column] ?? 0; at < end; at += 1) {
      const row = matrix.indices[at] ?? 0;
      const term = (matrix.values[at] ?? 0) * value;
      activities[row] = (activities[row] ?? 0) + term;
      scales[row] = Math.max(scales[row] ?? 0, Math.abs(term));
    }
  }
  return { activities, scales };
}

function objectiveOf({ columns: { cost }, offset }: SparseModel, values: Float64Array) {
  const sum = new ExactSum(offset);
  let objectiveScale = Math.max(1, Math.abs(offset));
  for (let column = 0; column < cost.length; column += 1) {
    const term = (cost[column] ?? 0) * (values[column] ?? Number.NaN);
    sum.add(term);
    objectiveScale = Math.max(objectiveScale, Math.abs(term));
  }
  return { objective: sum.value, objectiveScale };
}

/** Neumaier’s sum: what rounding takes from it is kept beside it. */
export class ExactSum {
  #sum: number;
  #lost = 0;

  constructor(first = 0) {
    this.#sum = first;
  }

  add(term: number): void {
    const next = this.#sum + term;
    const isLarger = Math.abs(this.#sum) >= Math.abs(term);
    this.#lost += isLarger ? this.#sum - next + term : term - next + this.#sum;
    this.#sum = next;
  }

  get value(): number {
    return this.#sum + this.#lost;
  }
}
