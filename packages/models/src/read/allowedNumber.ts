import { INFINITE_BOUND, LARGEST_COEFFICIENT, LARGEST_COST } from '../modelLimits.ts';

/** Tells what is wrong where the reader is, and never returns. */
export type Fail = (detail: string) => never;

/** A bound so large that it is none. */
export function asBound(value: number): number {
  if (value >= INFINITE_BOUND) return Infinity;
  return value <= -INFINITE_BOUND ? -Infinity : value;
}

export function requireCoefficient(value: number, fail: Fail): number {
  if (Math.abs(value) <= LARGEST_COEFFICIENT) return value;
  return fail(`the coefficient ${value} is larger than ${LARGEST_COEFFICIENT}, which is the most`);
}

export function requireCost(value: number, fail: Fail): number {
  if (Math.abs(value) <= LARGEST_COST) return value;
  return fail(`the number ${value} is larger than ${LARGEST_COST}, the most in an objective`);
}
