import { z } from 'zod';

import { Contest } from './contest.ts';
import { Driver, driverId, MAX_DRIVERS, MAX_ROSTER, share } from './driver.ts';
import { DriverGroup, GivenRules, MAX_GROUPS, type PortfolioRules } from './lineupRules.ts';
import { checkPortfolio } from './portfolioChecks.ts';
import { Scenarios } from './scenarios.ts';
import { SITE_RULES, SITES } from './site.ts';

const MAX_LINEUPS = 10_000;
const MAX_OPPONENTS = 100_000;

export const PortfolioFields = z.strictObject({
  slateId: z.string().min(1).max(100).optional(),
  site: z.enum(SITES),
  rules: GivenRules.prefault({}),
  drivers: z.array(Driver).min(1).max(MAX_DRIVERS),
  lineups: z.int().min(1).max(MAX_LINEUPS),
  minUnique: z
    .int()
    .min(1)
    .max(MAX_ROSTER)
    .default(1)
    .describe('In how many drivers each lineup differs at least from every earlier one'),
  maxExposure: share
    .default(1)
    .describe('Greatest share of the lineups one driver may be in; locked drivers are exempt'),
  groups: z.array(DriverGroup).max(MAX_GROUPS).default([]),
  objective: z
    .enum(['projection', 'tail', 'roi'])
    .default('projection')
    .describe(
      'What to get as much of as possible: points on average; races in which at least one lineup is in ' +
        'the top share of the field; profit of all entries together',
    ),
  selection: z
    .enum(['sequential', 'joint'])
    .default('sequential')
    .describe(
      'For the objective projection. sequential: each lineup is the best that those before leave; ' +
        'joint: the highest total of all lineups together',
    ),
  scenarios: Scenarios.optional().describe('Needed for tail, roi and a contest'),
  topShare: z
    .number()
    .min(0.0001)
    .max(0.5)
    .default(0.01)
    .describe('What counts as the top: 0.01 for the top 1 % of the opponents'),
  opponents: z
    .int()
    .min(100)
    .max(MAX_OPPONENTS)
    .default(10_000)
    .describe('Lineups of others to play against, where no contest says how many'),
  contest: Contest.optional().describe('Needed for roi; with it the result says what entries earn'),
  randomness: share
    .default(0)
    .describe(
      'Before each lineup every projection is multiplied by a factor drawn evenly from 1 ± this',
    ),
  seed: z.int().min(0).max(4_294_967_295).default(1),
  start: z
    .array(z.array(driverId).min(1).max(MAX_ROSTER))
    .max(MAX_LINEUPS)
    .optional()
    .describe(
      'Lineups to begin with, as far as they still keep the rules: those of an earlier portfolio',
    ),
  projectionSource: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Where the projections come from, repeated in the result'),
});

/** What a `portfolio` job is given. */
export const PortfolioInput = PortfolioFields.superRefine((input, context) =>
  checkPortfolio(input, (path, message) =>
    context.addIssue({ code: 'custom', path, message, input }),
  ),
).transform((input) => ({ ...input, rules: withSiteRules(input) }));
export type PortfolioInput = z.output<typeof PortfolioInput>;

export type PortfolioFields = z.infer<typeof PortfolioFields>;

function withSiteRules({ site, rules }: PortfolioFields): PortfolioRules {
  const { rosterSize, salaryCap } = SITE_RULES[site];
  return {
    ...rules,
    rosterSize: rules.rosterSize ?? rosterSize,
    salaryCap: rules.salaryCap ?? salaryCap,
  };
}
