import { z } from 'zod';

import { Incumbent } from './job.ts';

/** A solution that was the best so far when it was found. */
export const FoundIncumbent = Incumbent.extend({
  value: z
    .unknown()
    .optional()
    .describe('What its kind makes of it; left out where it is over 64 kB'),
}).meta({ id: 'FoundIncumbent' });
export type FoundIncumbent = z.infer<typeof FoundIncumbent>;
