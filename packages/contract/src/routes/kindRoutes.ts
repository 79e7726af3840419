import { z } from 'zod';

import { KindView } from '../kinds/kindView.ts';
import { Submission } from '../submission.ts';
import { EXAMPLE_SUBMISSION } from './jobExamples.ts';
import type { RouteShape } from './routeShape.ts';

const EXAMPLE_KIND: KindView = {
  name: 'deep-report',
  title: 'Deep report',
  attempts: 2,
  timeLimitSeconds: { default: 1_800, max: 7_200 },
  keepForSeconds: 86_400,
  maxInputBytes: 2_000_000,
  maxResultBytes: 64_000_000,
  links: {
    self: '/v1/kinds/deep-report',
    schema: '/v1/kinds/deep-report/schema',
    examples: '/v1/kinds/deep-report/examples',
  },
};

const JsonSchema = z.record(z.string(), z.unknown());

const KindSchemas = z
  .object({
    input: JsonSchema,
    result: JsonSchema.optional().describe('Absent where the kind does not say'),
  })
  .meta({ id: 'KindSchemas' });

const ONE_STRING = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
};

const EXAMPLE_SCHEMAS = {
  input: {
    ...ONE_STRING,
    properties: { topic: { type: 'string', minLength: 1, maxLength: 200 } },
    required: ['topic'],
  },
  result: {
    ...ONE_STRING,
    properties: { markdown: { type: 'string' } },
    required: ['markdown'],
  },
};

const ExampleSubmission = Submission.pick({ kind: true, input: true });

const kinds = { method: 'get', tag: 'Kinds', scope: 'any' } as const;

const oneKind = {
  ...kinds,
  params: z.object({ name: z.string() }),
  errors: ['kind_not_found'],
} as const;

/** What can be submitted, and what comes of it. */
export const KIND_ROUTES = {
  listKinds: {
    ...kinds,
    path: '/v1/kinds',
    summary: 'The kinds of job this service takes',
    answers: {
      200: {
        description: 'All of them',
        schema: z.object({ kinds: z.array(KindView) }),
        example: { kinds: [EXAMPLE_KIND] },
      },
    },
  },
  getKind: {
    ...oneKind,
    path: '/v1/kinds/{name}',
    summary: 'One kind of job',
    answers: { 200: { description: 'The kind', schema: KindView, example: EXAMPLE_KIND } },
  },
  getKindSchemas: {
    ...oneKind,
    path: '/v1/kinds/{name}/schema',
    summary: 'What a kind of job takes and gives, as JSON Schema 2020-12',
    description: 'Rules between fields that JSON Schema cannot say are checked on submit only.',
    answers: {
      200: { description: 'Both schemas', schema: KindSchemas, example: EXAMPLE_SCHEMAS },
    },
  },
  getKindExamples: {
    ...oneKind,
    path: '/v1/kinds/{name}/examples',
    summary: 'Submissions of a kind that are accepted as they stand',
    answers: {
      200: {
        description: 'Each `submission` is a body for `POST /v1/jobs`',
        schema: z.object({
          examples: z.array(z.object({ title: z.string(), submission: ExampleSubmission })),
        }),
        example: {
          examples: [
            {
              title: 'Three lineups from seven drivers',
              submission: { kind: EXAMPLE_SUBMISSION.kind, input: EXAMPLE_SUBMISSION.input },
            },
          ],
        },
      },
    },
  },
} as const satisfies Record<string, RouteShape>;
