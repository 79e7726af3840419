import { z } from 'zod';

import { Slate, SlateRequest } from '../slate.ts';
import type { RouteShape } from './routeShape.ts';

const EXAMPLE_SALARIES = 'id,name,salary\n101,Ada Quick,9500\n102,Ben Stone,9000\n';

const NOT_SAID = { minExposure: 0, lock: false, exclude: false };

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
      examples: {
        asItIs: 'id,name,salary,projection\n101,Ada Quick,9500,52\n102,Ben Stone,9000,48\n',
        withProjections: {
          salaries: EXAMPLE_SALARIES,
          projections: 'name,projection\nAda Quick,52\nBen Stone,48\n',
        },
      },
    },
    answers: {
      200: {
        description: 'The slate',
        schema: Slate,
        example: {
          format: 'plain',
          drivers: [
            { id: '101', name: 'Ada Quick', salary: 9_500, projection: 52, ...NOT_SAID },
            { id: '102', name: 'Ben Stone', salary: 9_000, projection: 48, ...NOT_SAID },
          ],
          projectionSource: 'projections file',
          warnings: [],
        },
      },
    },
    errors: ['invalid_slate_file'],
  },
} as const satisfies Record<string, RouteShape>;
