import { z } from 'zod';

/** What a start of a kind that a user has added leaves for the next. */
export const OwnCheckpoint = z.strictObject({
  /** Finished, with what they returned. */
  steps: z.array(z.tuple([z.string(), z.unknown()])).default([]),
  saved: z.unknown().optional(),
  incumbent: z.unknown().optional(),
  percent: z.number().default(0),
});
export type OwnCheckpoint = z.output<typeof OwnCheckpoint>;
