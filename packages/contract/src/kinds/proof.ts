import { z } from 'zod';

/** What lets one check a result, and make it again. */
export const Proof = z.strictObject({
  inputSha256: z
    .string()
    .describe('Of the input with all defaults, as JSON without spaces in UTF-8'),
  engine: z.strictObject({ name: z.string(), version: z.string() }),
  timings: z
    .record(z.string(), z.number())
    .describe('Milliseconds by phase, and `total`; all else is the same whenever it is run'),
});
export type Proof = z.infer<typeof Proof>;
