import { z } from 'zod';

import { LARGEST_INPUT_BYTES } from './jobSizes.ts';

const name = z.string().min(1).max(255);
const bound = z.number().nullable().optional();

const Variable = z.strictObject({
  name: name.describe('No other variable has it'),
  lower: bound.describe('0 where not given; `null`: there is none'),
  upper: bound.describe('None where not given, or `null`'),
  integer: z.boolean().optional().describe('Only whole numbers'),
  semiContinuous: z.boolean().optional().describe('Zero, or within its bounds; needs `upper`'),
  objective: z
    .number()
    .optional()
    .describe('What one of it adds to the objective; 0 where not given'),
});

const Constraint = z.strictObject({
  name: name.describe('No other constraint has it'),
  lower: bound.describe('The least its terms may add up to'),
  upper: bound.describe('The most they may'),
  equals: z.number().optional().describe('What they must be, instead of `lower` and `upper`'),
  terms: z.record(z.string(), z.number()).describe('The coefficient of each variable in it'),
});

/** A model in JSON. What the service reads it with is stricter: it knows which names there are. */
export const ModelJson = z.strictObject({
  name: name.optional(),
  sense: z.enum(['minimize', 'maximize']),
  offset: z.number().optional().describe('A constant of the objective'),
  variables: z.array(Variable).max(300_000),
  constraints: z.array(Constraint).max(300_000),
});

/** What a `model` job is given, but for what is in its JSON. */
export const ModelInput = inputWith(z.record(z.string(), z.unknown()));
export type ModelInput = z.output<typeof ModelInput>;

/**
 * The same with all that can be said of the JSON. Only to show it: a model is read by code of our own, which
 * finds more, and to look at a large one twice would take twice as long.
 */
export const DescribedModelInput = inputWith(ModelJson);

function inputWith<T extends z.ZodType>(json: T) {
  const solving = {
    gap: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .describe('How far from the best possible is good enough, relative to the objective'),
    timeLimitSeconds: z
      .number()
      .positive()
      .max(86_400)
      .optional()
      .describe(
        'Of the solver: after that it hands in the best it has. The time limit of the job counts ' +
          'as well, over reading, solving and checking, and what is over first ends it',
      ),
  };
  const mps = z
    .string()
    .min(1)
    .max(LARGEST_INPUT_BYTES)
    .describe('The text of an MPS file, in free or fixed format');
  return z.discriminatedUnion('format', [
    z.strictObject({ format: z.literal('mps'), model: mps, ...solving }),
    z.strictObject({ format: z.literal('json'), model: json, ...solving }),
  ]);
}

/** Two products, two machines. */
export const EXAMPLE_LP = {
  format: 'json',
  model: {
    sense: 'maximize',
    variables: [
      { name: 'chairs', objective: 30 },
      { name: 'tables', objective: 50 },
    ],
    constraints: [
      { name: 'carpentry', upper: 40, terms: { chairs: 1, tables: 2 } },
      { name: 'finishing', upper: 50, terms: { chairs: 2, tables: 1 } },
    ],
  },
};

/** Three things, one bag. */
export const EXAMPLE_MIP = {
  format: 'mps',
  model: [
    'NAME          BAG',
    'OBJSENSE',
    '    MAX',
    'ROWS',
    ' N  worth',
    ' L  weight',
    'COLUMNS',
    "    M1        'MARKER'                 'INTORG'",
    '    tent      worth            60.   weight           10.',
    '    stove     worth           100.   weight           20.',
    '    boat      worth           120.   weight           30.',
    "    M2        'MARKER'                 'INTEND'",
    'RHS',
    '    rhs       weight           50.',
    'BOUNDS',
    ' UP bnd       tent              1.',
    ' UP bnd       stove             1.',
    ' UP bnd       boat              1.',
    'ENDATA',
    '',
  ].join('\n'),
};
