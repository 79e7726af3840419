import { z } from 'zod';

import { TERMINATIONS } from '../termination.ts';
import { Evaluation } from './portfolioFigures.ts';
import { Proof } from './proof.ts';
import { SITES } from './site.ts';

export const Lineup = z.strictObject({
  drivers: z.array(z.string()).describe('Driver ids, in the order of the input'),
  salary: z.int().describe('Whole dollars'),
  projection: z.number().describe('Sum of the projections as given, to 1/10,000 of a point'),
  inTop: z
    .number()
    .optional()
    .describe('Share of fresh races in which it is in the top share of the field'),
  expectedProfit: z.number().optional().describe('In fresh races, in dollars a contest'),
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
  'salary',
  'team',
  'manufacturer',
  'group',
  'ownership',
  'exposure',
  'uniqueness',
] as const;

/** Why fewer lineups were found than asked for. */
export const Shortfall = z.strictObject({
  rule: z.enum(LIMITING_RULES),
  message: z.string(),
});
export type Shortfall = z.infer<typeof Shortfall>;

const FoundFields = {
  termination: z.enum(TERMINATIONS),
  site: z.enum(SITES),
  slateId: z.string().optional(),
  lineups: z.array(Lineup).describe('In the order in which they were found'),
  exposures: z.array(Exposure).describe('Every driver used, most used first'),
  counts: z.strictObject({ asked: z.int(), found: z.int() }),
  reason: Shortfall.optional(),
  total: z
    .strictObject({
      projection: z.number().describe('Of all lineups together'),
      bound: z.number().describe('No portfolio within the limits has more'),
      gap: z.number().describe('How far below it is at most: 0.001 for 0.1 %'),
    })
    .optional()
    .describe('Of a joint selection, with its proof'),
  projectionSource: z.string(),
};

/** Lineups and why there are not more: what a search by itself can say. */
export type FoundPortfolio = z.infer<z.ZodObject<typeof FoundFields>>;

/** What a `portfolio` job gives back. */
export const PortfolioResult = z.strictObject({
  ...FoundFields,
  evaluation: Evaluation.optional().describe('Where the input has scenarios'),
  warnings: z.array(z.string()),
  ...Proof.shape,
  solveMs: z.number().describe('Milliseconds in all, those of earlier starts apart'),
});
export type PortfolioResult = z.infer<typeof PortfolioResult>;
