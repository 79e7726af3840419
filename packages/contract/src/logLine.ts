import { z } from 'zod';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** What a job said of itself while it ran. */
export const LogLine = z
  .strictObject({
    index: z.int().describe('Counts the lines of the job, from 1'),
    at: z.iso.datetime(),
    level: z.enum(LOG_LEVELS).optional(),
    message: z.string(),
    facts: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'LogLine' });
export type LogLine = z.infer<typeof LogLine>;
