import type { LineupList } from '@pitwall/lineups';

import type { JointProblem } from './jointProblem.ts';

/** Multipliers are whole numbers of so many to a step of the projections: all that follows is exact. */
const UNITS_PER_STEP = 1_000;
const UNITS_PER_POINT = 10_000 * UNITS_PER_STEP;

/** Ten of these are exact as a floating-point number still. */
const GREATEST_UNITS = 5e14;

/** What one use of each driver costs (where he is in too many lineups) or earns (in too few), by input position. */
export type Multipliers = Float64Array;

/** From prices in points, by input position. */
export function multipliersOf(prices: readonly number[], { limited, steps }: JointProblem) {
  const multipliers = new Float64Array(steps.length);
  for (const position of limited) {
    const units = Math.round(toUnits(prices[position]!));
    // What is no number is none: all multipliers are right, if not equally good.
    if (!Number.isFinite(units)) continue;
    multipliers[position] = Math.max(-GREATEST_UNITS, Math.min(units, GREATEST_UNITS));
  }
  return multipliers;
}

/** What each driver is worth once he is paid for. */
export function scoresWith(multipliers: Multipliers, { steps }: JointProblem): Float64Array {
  return steps.map((step, position) => step * UNITS_PER_STEP - multipliers[position]!);
}

/** In points. */
export function pricesOf(multipliers: Multipliers): number[] {
  return Array.from(multipliers, (units) => units / UNITS_PER_POINT);
}

export function toUnits(points: number): number {
  return points * UNITS_PER_POINT;
}

/**
 * No portfolio has more, in steps, whatever the multipliers are: with any portfolio that keeps the limits,
 * Σ points = Σ (points − what its drivers cost) + Σ cost · uses, of which the first is at most that of the
 * lineups for which it is highest, and the second at most cost · maximum, or, where it earns, cost · minimum.
 */
export function lagrangianBound(
  multipliers: Multipliers,
  top: LineupList,
  { asked, limits, limited }: JointProblem,
): number {
  let units = 0n;
  for (let index = 0; index < asked; index++) units += BigInt(top.scores[index]!);
  for (const position of limited) {
    const cost = multipliers[position]!;
    const uses = cost >= 0 ? limits.maxUses[position]! : limits.minUses[position]!;
    units += BigInt(cost) * BigInt(uses);
  }
  return floorDivide(units, BigInt(UNITS_PER_STEP));
}

/** Totals are whole steps, so what is above the next lower step cannot be reached. */
function floorDivide(a: bigint, b: bigint): number {
  const quotient = a / b;
  return Number(a % b < 0n ? quotient - 1n : quotient);
}
