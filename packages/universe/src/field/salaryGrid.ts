import type { Roster } from './estimateOwnership.ts';

/** For the table that has a cell by driver, place and column; real slates need 250 columns. */
const MOST_CELLS = 400_000;
/** How the share of lineups falls with what they leave unspent: to 1/e for so much of the cap. */
const DECAY_SHARE_OF_CAP = 0.01;

/**
 * Salaries in columns above the cheapest. Where columns are coarser than the salaries these are rounded
 * up, so that what is within the columns is under the cap.
 */
export type SalaryGrid = {
  costs: Int32Array;
  columns: number;
  /** By column: how much more often a lineup of this price is played than one at the cap. */
  appeal: Float64Array;
};

/** Undefined when even the cheapest lineup is above the cap; `floor` is the least a lineup may cost. */
export function createSalaryGrid(
  salaries: readonly number[],
  { rosterSize, salaryCap }: Roster,
  floor: number,
): SalaryGrid | undefined {
  const cheapest = Math.min(...salaries);
  const room = salaryCap - rosterSize * cheapest;
  const costliest = rosterSize * (Math.max(...salaries) - cheapest);
  if (room < 0) return undefined;
  const common = salaries.reduce((unit, salary) => greatestCommon(unit, salary - cheapest), 0) || 1;
  const mostColumns = MOST_CELLS / (salaries.length * rosterSize);
  const unit = Math.max(common, Math.ceil(Math.min(room, costliest) / mostColumns));
  const columns = Math.floor(Math.min(room, costliest) / unit) + 1;
  const appealOf = (unspent: number) =>
    salaryCap - unspent < floor ? 0 : Math.exp(-unspent / (DECAY_SHARE_OF_CAP * salaryCap));
  return {
    costs: Int32Array.from(salaries, (salary) => Math.ceil((salary - cheapest) / unit)),
    columns,
    appeal: Float64Array.from({ length: columns }, (_, column) => appealOf(room - column * unit)),
  };
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b);
}
