import { z } from 'zod';

import { Driver } from './kinds/driver.ts';
import { SITES } from './kinds/site.ts';

/** A salary file, read: ready to be the `drivers` of a portfolio. */
export const Slate = z
  .strictObject({
    format: z.enum(['draftkings', 'fanduel', 'plain']),
    site: z.enum(SITES).optional().describe('Absent for a plain file, which does not say'),
    drivers: z.array(Driver),
    projectionSource: z.string().describe('The column the projections come from, or the file'),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Slate' });
export type Slate = z.infer<typeof Slate>;

export const SlateRequest = z.strictObject({
  salaries: z.string().min(1).describe('The salary file, as text'),
  projections: z.string().min(1).optional().describe('A second file, joined by id or name'),
});
export type SlateRequest = z.infer<typeof SlateRequest>;
