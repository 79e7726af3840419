import { isLeftOut, type PortfolioInput } from '@pitwall/contract';

import { type CountRule, countRulesOf } from './countRule.ts';
import { toSteps } from './fixedPoint.ts';
import { type OwnershipLimit, ownershipLimitOf } from './ownershipLimit.ts';
import { createSalaryScale, type SalaryScale } from './salaryScale.ts';

/** What the searches need to know of a slate: numbers only, drivers by input position. */
export type PreparedSlate = {
  rosterSize: number;
  driverCount: number;
  salary: SalaryScale;
  /** Drivers that are not excluded. */
  open: readonly number[];
  locked: readonly number[];
  countRules: readonly CountRule[];
  ownership: OwnershipLimit | undefined;
  /** Projections as given, in fixed point. */
  steps: Float64Array;
};

export function prepareSlate(input: PortfolioInput): PreparedSlate {
  const { drivers } = input;
  const limits = input.rules;
  const positions = [...drivers.keys()];
  const open = positions.filter((position) => !isLeftOut(drivers[position]!));
  return {
    rosterSize: limits.rosterSize,
    driverCount: drivers.length,
    salary: createSalaryScale(
      drivers.map((driver) => driver.salary),
      open,
      limits,
    ),
    open,
    locked: open.filter((position) => drivers[position]!.lock),
    countRules: countRulesOf(input),
    ownership: ownershipLimitOf(input),
    steps: Float64Array.from(drivers, (driver) => toSteps(driver.projection)),
  };
}

/**
 * One number per driver whose sum orders lineups by projection first and by lower salary second:
 * the fixed-point projection times more than any lineup's salary, less the salary. The sums stay
 * exact: 10 drivers × 2·10^8 steps × 10^6 units is below 2^53.
 */
export function scoresOf(steps: Float64Array, salary: SalaryScale): Float64Array {
  const scale = Math.max(0, salary.roomUnits) + 1;
  return steps.map((step, position) => step * scale - salary.units[position]!);
}
