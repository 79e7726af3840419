import { type PortfolioInput, SITE_RULES } from '@pitwall/contract';

/** Roster size and salary limits of a lineup, in whole dollars. */
export type LineupLimits = { rosterSize: number; salaryCap: number; minSalary: number };

/** The rules as given, the site's where none are. */
export function lineupLimitsOf({ site, rules }: PortfolioInput): LineupLimits {
  const { rosterSize, salaryCap } = SITE_RULES[site];
  return {
    rosterSize: rules.rosterSize ?? rosterSize,
    salaryCap: rules.salaryCap ?? salaryCap,
    minSalary: rules.minSalary,
  };
}
