import type { Driver } from '@pitwall/contract';

import { shareOut } from './shareOut.ts';

export type FieldDriver = Pick<Driver, 'salary' | 'projection' | 'startPosition'>;

/** What all lineups of a contest have to keep to. */
export type Roster = { rosterSize: number; salaryCap: number };

/**
 * How much people look at each, in standard deviations of the slate. A judgement, not a fit: projected
 * points first, then points per dollar, then places to gain, which projections hold already.
 */
const WEIGHTS = { projection: 0.7, value: 0.35, start: 0.15 };

/** People spend nearly all they may. */
const SHARE_OF_CAP = 0.99;

/**
 * The share of the field that has each driver, from salary, projection and start; it sums to the roster
 * size. Between equally attractive drivers the dearer or the cheaper is favoured, just so that lineups
 * cost nearly the cap on average, as far as that is possible.
 */
export function estimateOwnership(drivers: readonly FieldDriver[], roster: Roster): number[] {
  const value = standardized(drivers.map((d) => d.projection / Math.max(1, d.salary)));
  const projection = standardized(drivers.map((d) => d.projection));
  const start = standardized(drivers.map((d) => d.startPosition ?? Number.NaN));
  const salary = standardized(drivers.map((d) => d.salary));
  const appeal = drivers.map(
    (_, index) =>
      WEIGHTS.projection * projection[index]! +
      WEIGHTS.value * value[index]! +
      WEIGHTS.start * start[index]!,
  );
  const ownershipAt = (tilt: number) =>
    shareOut(
      appeal.map((own, index) => Math.exp(own + tilt * salary[index]!)),
      roster.rosterSize,
    );
  const spentAt = (tilt: number) =>
    ownershipAt(tilt).reduce((sum, share, index) => sum + share * drivers[index]!.salary, 0);
  return ownershipAt(solve(spentAt, SHARE_OF_CAP * roster.salaryCap));
}

/** Distances from the mean in standard deviations; 0 for what is unknown, and if all are alike. */
function standardized(values: readonly number[]): number[] {
  const known = values.filter((value) => Number.isFinite(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const variance =
    known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length);
  const deviation = Math.sqrt(variance);
  return values.map((value) =>
    Number.isFinite(value) && deviation > 0 ? (value - mean) / deviation : 0,
  );
}

/** Where a growing function comes to a goal, within ±3. */
function solve(grows: (x: number) => number, goal: number): number {
  let [low, high] = [-3, 3];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (grows(middle) < goal) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
