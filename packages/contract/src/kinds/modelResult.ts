import { z } from 'zod';

import { TERMINATIONS } from '../termination.ts';

const VariableValue = z.strictObject({
  name: z.string(),
  value: z.number(),
  reducedCost: z
    .number()
    .optional()
    .describe('Of an LP: how the objective changes with each unit more of it'),
});

const ConstraintValue = z.strictObject({
  name: z.string(),
  value: z.number().describe('What its terms add up to'),
  dual: z
    .number()
    .optional()
    .describe('Of an LP: how the objective changes with each unit its side is moved up'),
});

const ConflictSide = z.strictObject({
  name: z.string(),
  side: z.enum(['lower', 'upper', 'both']),
});

/** Why there is no solution. */
export const ModelConflict = z.strictObject({
  constraints: z.array(ConflictSide).describe('Constraints that clash, with the side that does'),
  bounds: z.array(ConflictSide).describe('Bounds of variables that clash with them'),
  needsIntegrality: z
    .boolean()
    .describe('They clash only because variables have to be integer, or zero where they may be'),
  isIrreducible: z
    .boolean()
    .describe('Without any one of them the rest would not clash. Else there was no time to tell'),
  isProven: z
    .boolean()
    .describe(
      'Weights for these were added up anew to a contradiction; else it is the word of the solver',
    ),
  size: z.int().describe('How many sides there are, of which at most 1,000 are listed'),
  message: z.string(),
});
export type ModelConflict = z.infer<typeof ModelConflict>;

/** How far a solution is from being one, added up anew from the model alone. */
const ModelCheck = z.strictObject({
  tolerance: z.number().describe('What each may be at most, relative to the numbers it is made of'),
  constraintViolation: z.number(),
  boundViolation: z.number(),
  integralityViolation: z.number(),
  dualViolation: z.number().optional().describe('Of an LP'),
});

const milliseconds = z.number().describe('Milliseconds');

/** What a `model` job gives back. */
export const ModelResult = z.strictObject({
  termination: z.enum(TERMINATIONS),
  reason: z.string().optional().describe('Why it is no more than `feasible`'),
  type: z.enum(['lp', 'mip']),
  sense: z.enum(['minimize', 'maximize']),
  objective: z.number().optional().describe('Added up from the values below'),
  bound: z
    .number()
    .optional()
    .describe(
      'No solution is better: of an LP as its dual values prove it, else as the solver says',
    ),
  gap: z.number().optional().describe('Between the two, relative to the objective'),
  variables: z.array(VariableValue).optional().describe('All of them, in the order of the input'),
  constraints: z
    .array(ConstraintValue)
    .optional()
    .describe('All of them, in the order of the input'),
  conflict: ModelConflict.optional().describe('Of an infeasible model'),
  check: ModelCheck.optional(),
  size: z.strictObject({
    variables: z.int(),
    integers: z.int(),
    constraints: z.int(),
    nonzeros: z.int(),
  }),
  effort: z.strictObject({
    nodes: z.int().optional().describe('Of branch and bound'),
    iterations: z.int().describe('Of the simplex method'),
  }),
  modelSha256: z
    .string()
    .describe('Of the text of the MPS file in UTF-8, or of the model as JSON without spaces'),
  engine: z.strictObject({ name: z.string(), version: z.string(), gitHash: z.string() }),
  timings: z.strictObject({
    readMs: milliseconds,
    loadMs: milliseconds.describe('Milliseconds until the solver was there; 0 in a warm thread'),
    solveMs: milliseconds,
    checkMs: milliseconds,
    explainMs: milliseconds.optional().describe('Milliseconds to find out what clashes'),
    totalMs: milliseconds,
  }),
});
export type ModelResult = z.infer<typeof ModelResult>;
