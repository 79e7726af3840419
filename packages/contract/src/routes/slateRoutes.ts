import { z } from 'zod';

import { Slate, SlateRequest } from '../slate.ts';
import type { RouteShape } from './routeShape.ts';

/** Files of the contest sites. */
export const SLATE_ROUTES = {
  parseSlateFile: {
    method: 'post',
    path: '/v1/slates/parse',
    tag: 'Slates',
    summary: 'Read a salary file into the drivers of a portfolio',
    description:
      'Send the file as it is, as `text/csv`; or it and a file of projections, as JSON. Nothing is stored.',
    scope: 'jobs:read',
    body: {
      contents: {
        'application/json': SlateRequest,
        'text/csv': z.string().describe('The salary file as it is'),
        'text/plain': z.string().describe('The salary file as it is'),
      },
    },
    answers: { 200: { description: 'The slate', schema: Slate } },
    errors: ['invalid_slate_file'],
  },
} as const satisfies Record<string, RouteShape>;
