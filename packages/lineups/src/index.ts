export { buildPortfolio } from './portfolio/buildPortfolio.ts';
export { perturbedSteps } from './portfolio/perturbedSteps.ts';
export type { PortfolioControl, PortfolioProgress } from './portfolio/portfolioControl.ts';
export type { LineupList } from './search/lineupList.ts';
export { topLineups } from './topLineups.ts';
