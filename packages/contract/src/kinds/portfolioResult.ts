import { z } from 'zod';

import { TERMINATIONS } from '../termination.ts';
import { SITES } from './portfolio.ts';

export const Lineup = z.strictObject({
  drivers: z.array(z.string()).describe('Driver ids, in the order of the input'),
  salary: z.int().describe('Whole dollars'),
  projection: z.number().describe('Sum of the projections as given, to 1/10,000 of a point'),
});
export type Lineup = z.infer<typeof Lineup>;

export const Exposure = z.strictObject({
  id: z.string(),
  name: z.string(),
  lineups: z.int().describe('In how many lineups the driver is'),
  share: z.number().describe('The same as a share of the lineups found, 0 to 1'),
});
export type Exposure = z.infer<typeof Exposure>;

/** The rules that can leave a portfolio short or empty, named as a user would. */
export const LIMITING_RULES = [
  'roster',
  'locks',
  'salary',
  'team',
  'manufacturer',
  'group',
  'exposure',
  'uniqueness',
] as const;

/** Why fewer lineups were found than asked for. */
export const Shortfall = z.strictObject({
  rule: z.enum(LIMITING_RULES),
  message: z.string(),
});
export type Shortfall = z.infer<typeof Shortfall>;

/** What a `portfolio` job gives back. */
export const PortfolioResult = z.strictObject({
  termination: z.enum(TERMINATIONS),
  site: z.enum(SITES),
  slateId: z.string().optional(),
  lineups: z.array(Lineup).describe('In the order in which they were found'),
  exposures: z.array(Exposure).describe('Every driver used, most used first'),
  counts: z.strictObject({ asked: z.int(), found: z.int() }),
  reason: Shortfall.optional(),
  projectionSource: z.string(),
  solveMs: z.number(),
});
export type PortfolioResult = z.infer<typeof PortfolioResult>;
