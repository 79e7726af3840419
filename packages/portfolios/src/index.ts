export { readBound, type TailBound } from './bound/tailBound.ts';
export { decodeCandidates, encodeCandidates } from './candidates/candidateCode.ts';
export { type CandidateRequest, chooseCandidates } from './candidates/chooseCandidates.ts';
export {
  type EvaluatedRaces,
  evaluatePortfolio,
  type PortfolioEvaluation,
} from './evaluation/evaluatePortfolio.ts';
export { unmetMinimums } from './selection/explainShortfall.ts';
export { LimitKeeper } from './selection/limitKeeper.ts';
export type { TailRequest, TailTask } from './selection/createDraft.ts';
export { selectTail, type TailSelection } from './selection/selectTail.ts';
export type { BetterPortfolio, SelectionControl, SelectionProgress } from './selectionControl.ts';
