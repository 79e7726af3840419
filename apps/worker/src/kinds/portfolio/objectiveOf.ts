import type { PortfolioFigures, PortfolioInput } from '@pitwall/contract';

/** What the selection maximizes. */
export function objectiveOf({ objective }: PortfolioInput, figures: PortfolioFigures): number {
  return objective === 'roi' ? (figures.contest?.expectedProfit ?? 0) : figures.reached;
}
