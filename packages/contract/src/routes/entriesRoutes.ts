import { z } from 'zod';

import { EXAMPLE_ENTRIES_FILE, EXAMPLE_FILLED_FILE } from './jobExamples.ts';
import { JobParams } from './jobRoutes.ts';
import type { RouteShape } from './routeShape.ts';

/** Says what became of the entries, as a dictionary of RFC 8941. */
export const ENTRIES_HEADER = 'Pitwall-Entries';

/** Lineups on their way back to the contest site. */
export const ENTRIES_ROUTES = {
  fillEntries: {
    method: 'post',
    path: '/v1/jobs/{id}/entries',
    tag: 'Jobs',
    summary: 'Put the lineups of a portfolio into the entries of an entries file',
    description:
      'Send the file as the contest site gave it (`DKEntries.csv`, or the entries template of FanDuel), in ' +
      'UTF-8. Every contest in it gets the portfolio from its best lineup on, none twice; all else in the ' +
      'file comes back byte for byte. Nothing is stored.',
    scope: 'results:read',
    params: JobParams,
    query: z.strictObject({
      overwrite: z
        .stringbool()
        .default(false)
        .describe('Also fill entries that have a lineup; otherwise they keep it'),
      partial: z
        .stringbool()
        .default(false)
        .describe('Where a contest has more entries than there are lineups, leave the rest empty'),
    }),
    body: {
      contents: { 'text/csv': z.string().describe('The entries file as it is') },
      examples: { reserved: EXAMPLE_ENTRIES_FILE },
    },
    answers: {
      200: {
        description: 'The file with its lineups',
        schema: z.string(),
        contentType: 'text/csv; charset=utf-8',
        example: EXAMPLE_FILLED_FILE,
        headers: {
          'Content-Disposition': 'What to save it as',
          [ENTRIES_HEADER]:
            'What became of them: `contests=1, filled=2, kept=0, empty=0`, where `empty` ones had no lineup left',
        },
      },
    },
    errors: [
      'job_not_found',
      'job_not_finished',
      'job_has_no_result',
      'result_has_no_lineups',
      'result_expired',
      'invalid_slate_file',
      'slate_mismatch',
      'too_few_lineups',
    ],
  },
} as const satisfies Record<string, RouteShape>;
