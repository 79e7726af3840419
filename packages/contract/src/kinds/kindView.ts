import { z } from 'zod';

/** A kind of job as the API shows it. */
export const KindView = z
  .object({
    name: z.string().describe('What a submission gives as `kind`'),
    title: z.string().optional(),
    description: z.string().optional(),
    attempts: z.int().describe('How often a job is tried in all'),
    timeLimitSeconds: z
      .object({ default: z.number(), max: z.number() })
      .describe('Of one attempt; no submission may ask for more than `max`'),
    keepForSeconds: z.number().describe('How long input and result are kept after the end'),
    maxInputBytes: z.int().describe('Of the input as JSON'),
    maxResultBytes: z.int().describe('Of the result as JSON; a job that finds more fails'),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Kind' });
export type KindView = z.infer<typeof KindView>;
