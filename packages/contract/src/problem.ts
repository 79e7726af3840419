import { z } from 'zod';

/** `application/problem+json` (RFC 9457), the body of every response that is an error. */
export const Problem = z
  .object({
    type: z.string().describe('The address of a page about it: `/problems/` and the code'),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    instance: z.string().describe('The path that was asked for'),
    correlationId: z.string(),
    'violated-policies': z
      .array(z.string())
      .optional()
      .describe('The limits that were reached, by name'),
    errors: z
      .array(
        z.object({
          pointer: z.string().optional(),
          parameter: z.string().optional(),
          line: z.int().optional(),
          column: z.string().optional(),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
