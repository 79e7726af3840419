export { mostWinnings } from './profit/mostWinnings.ts';
export { contestFaults } from './check/contestFaults.ts';
export { type PayoutLines, payoutLines } from './profit/payoutLines.ts';
export type { ProfitControl, ProfitProgress } from './profit/profitControl.ts';
export type { ProfitRequest } from './profit/profitDraft.ts';
export type { ProfitLimits } from './profit/profitLimits.ts';
export { type ProfitSelection, selectProfit } from './profit/selectProfit.ts';
export {
  type ContestControl,
  type ContestToSimulate,
  type LineupFigures,
  type SimulatedContest,
  simulateContest,
} from './simulateContest.ts';
