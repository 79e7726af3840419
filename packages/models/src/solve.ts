export { CHECK_TOLERANCE } from './check/checkSolution.ts';
export type { Conflict, Side } from './explain/conflict.ts';
export { explainInfeasible } from './explain/explainInfeasible.ts';
export type { CheckedSolution } from './solve/checkedSolution.ts';
export { Engine, EngineBroken } from './solve/engine.ts';
export {
  type GrowingLp,
  type LpAnswer,
  type UnitColumns,
  withGrowingLp,
} from './solve/growingLp.ts';
export type { SolveControl, SolveState } from './solve/solveControl.ts';
export { type Solved, solveModel } from './solve/solveModel.ts';
