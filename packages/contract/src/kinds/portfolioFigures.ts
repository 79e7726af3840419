import { z } from 'zod';

import { ContestFigures } from './contest.ts';

/** What a portfolio did in simulated races. */
export const PortfolioFigures = z.strictObject({
  races: z.int(),
  seed: z.int().describe('Of these races'),
  reached: z
    .number()
    .describe('Share of the races in which at least one lineup is in the top share of the field'),
  lineupsInTop: z.number().describe('How many lineups are there, on average'),
  bestScore: z.number().describe('Points of the best lineup of each race, on average'),
  contest: ContestFigures.optional(),
});
export type PortfolioFigures = z.infer<typeof PortfolioFigures>;

/** How good a portfolio is, by races it was selected in and by races it was not. */
export const Evaluation = z.strictObject({
  topShare: z.number().describe('What counts as the top: 0.01 for the top 1 % of the opponents'),
  opponents: z.int().describe('Lineups of others in each race'),
  selected: PortfolioFigures.optional().describe(
    'In the races it was selected by, which flatter it; absent for the objective projection',
  ),
  fresh: PortfolioFigures.describe('In fresh races with another seed: believe these'),
  byProjection: PortfolioFigures.optional().describe(
    'In the same fresh races, as many lineups by projection under the same limits; absent where that is the objective',
  ),
  objective: z
    .enum(['tail', 'roi'])
    .optional()
    .describe('What it was selected for, and `bound` and `gap` are of; absent for projection'),
  bound: z
    .number()
    .optional()
    .describe('No portfolio can have more of the objective in the races it was selected by'),
  gap: z
    .number()
    .optional()
    .describe(
      'How far below the bound it is, as a share of the bound: 0.02 for 2 %; absent for a bound of 0',
    ),
});
export type Evaluation = z.infer<typeof Evaluation>;
