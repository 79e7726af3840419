export { buildPortfolio } from './portfolio/buildPortfolio.ts';
export { checkPortfolio } from './check/checkPortfolio.ts';
export { perturbedSteps } from './portfolio/perturbedSteps.ts';
export type { PortfolioControl, PortfolioProgress } from './portfolio/portfolioControl.ts';
export type { LineupList } from './search/lineupList.ts';
export type { LineupRun } from './search/lineupWalk.ts';
export { topLineups } from './topLineups.ts';
export { walkLineups } from './walkLineups.ts';
