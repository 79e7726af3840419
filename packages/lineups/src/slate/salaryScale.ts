import type { PortfolioRules } from '@pitwall/contract';

/**
 * Salaries counted in the largest unit that fits them all, above the cheapest driver's. Every
 * lineup has the same number of drivers, so taking the cheapest salary off each leaves the order
 * as it was and makes the tables of the search about half as wide.
 */
export type SalaryScale = {
  /** By input position. */
  units: Int32Array;
  /** How much a lineup may cost at most; below 0 when even the cheapest is too dear. */
  roomUnits: number;
  /** How much of the room may stay unused; below 0 when no lineup reaches the minimum. */
  slackUnits: number;
};

export function createSalaryScale(
  salaries: readonly number[],
  open: readonly number[],
  limits: PortfolioRules,
): SalaryScale {
  const openSalaries = open.map((position) => salaries[position]!);
  const cheapest = Math.min(...openSalaries);
  const dollarsPerUnit =
    openSalaries.reduce((unit, s) => greatestCommon(unit, s - cheapest), 0) || 1;
  const units = new Int32Array(salaries.length);
  for (const position of open) units[position] = (salaries[position]! - cheapest) / dollarsPerUnit;

  const baseDollars = cheapest * limits.rosterSize;
  const cap = Math.floor((limits.salaryCap - baseDollars) / dollarsPerUnit);
  const roomUnits = Math.min(cap, dearestSum(units, limits.rosterSize));
  const floor = Math.max(0, Math.ceil((limits.minSalary - baseDollars) / dollarsPerUnit));
  return { units, roomUnits, slackUnits: roomUnits - floor };
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b);
}

function dearestSum(units: Int32Array, count: number): number {
  return units
    .toSorted()
    .subarray(Math.max(0, units.length - count))
    .reduce((sum, unit) => sum + unit, 0);
}
