import {
  type ExposureLimits,
  exposureLimitsOf,
  isLeftOut,
  type PortfolioInput,
} from '@pitwall/contract';
import { toSteps } from '@pitwall/lineups';

/** The row of the count of lineups; each driver whose exposure limits anything has one after it. */
export const COUNT_ROW = 0;
export const NO_ROW = -1;

/** What is to be decided: `asked` lineups at once, within the uses of every driver. */
export type JointProblem = {
  input: PortfolioInput;
  asked: number;
  /** Projections in fixed point, by input position. */
  steps: Float64Array;
  limits: ExposureLimits;
  /** The drivers whose exposure limits anything, as input positions, in the order of their rows. */
  limited: readonly number[];
  /** By input position: the driver's row, or NO_ROW. */
  rowOf: Int32Array;
};

export function jointProblemOf(input: PortfolioInput): JointProblem {
  const limits = exposureLimitsOf(input);
  const asked = input.lineups;
  const limited = [...input.drivers.keys()].filter((position) => {
    const [min, max] = [limits.minUses[position]!, limits.maxUses[position]!];
    // None, or all: no lineup is looked at that is otherwise.
    if (isLeftOut(input.drivers[position]!) || max === 0 || min === asked) return false;
    return min > 0 || max < asked;
  });
  const rowOf = new Int32Array(input.drivers.length).fill(NO_ROW);
  for (const [index, position] of limited.entries()) rowOf[position] = COUNT_ROW + 1 + index;
  const steps = Float64Array.from(input.drivers, ({ projection }) => toSteps(projection));
  return { input, asked, steps, limits, limited, rowOf };
}

/** Of a lineup, in fixed point. */
export function stepsOf(lineup: Uint8Array, { steps }: JointProblem): number {
  return lineup.reduce((sum, position) => sum + steps[position]!, 0);
}

/** The rows in which a lineup counts. */
export function rowsOf(lineup: Uint8Array, { rowOf }: JointProblem): number[] {
  const rows = [COUNT_ROW];
  for (const position of lineup) if (rowOf[position] !== NO_ROW) rows.push(rowOf[position]!);
  return rows;
}
