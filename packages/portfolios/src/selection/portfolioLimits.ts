import { type ExposureLimits, exposureLimitsOf, type PortfolioInput } from '@pitwall/contract';

/** What a portfolio has to keep to, beyond the rules of each lineup. */
export type PortfolioLimits = ExposureLimits & {
  lineups: number;
  /** How many drivers any two lineups may have in common. */
  mostShared: number;
};

export function portfolioLimitsOf(input: PortfolioInput): PortfolioLimits {
  return {
    ...exposureLimitsOf(input),
    lineups: input.lineups,
    mostShared: input.rules.rosterSize - input.minUnique,
  };
}
