import { z } from 'zod';

import { PRIORITIES } from './job.ts';

/** The body of `POST /v1/jobs`. The kind's own schema parses `input`. */
export const Submission = z
  .strictObject({
    kind: z.string().min(1).max(64),
    input: z.unknown().describe('What it looks like is up to the kind'),
    name: z.string().min(1).max(200).optional(),
    priority: z.enum(PRIORITIES).default('normal'),
    timeLimitSeconds: z
      .number()
      .positive()
      .optional()
      .describe('Of one attempt; the kind has a default and a maximum'),
    tags: z.array(z.string().min(1).max(64)).max(20).default([]),
  })
  .meta({ id: 'Submission' });
export type Submission = z.input<typeof Submission>;
