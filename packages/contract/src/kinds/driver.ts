import { z } from 'zod';

/** The most drivers a lineup of anybody's own rules may have. */
export const MAX_ROSTER = 10;
export const MAX_DRIVERS = 200;

export const share = z.number().min(0).max(1);
export const dollars = z.int().min(0).max(1_000_000);
export const driverId = z.string().min(1).max(64);

export const Driver = z.strictObject({
  id: driverId.describe('The id the contest site gave the driver on this slate'),
  name: z.string().min(1).max(100),
  salary: dollars.describe('Whole dollars'),
  projection: z.number().min(-10_000).max(10_000).describe('Expected fantasy points'),
  team: z.string().min(1).max(100).optional(),
  manufacturer: z.string().min(1).max(100).optional(),
  startPosition: z.int().min(1).max(1_000).optional(),
  stdDev: z.number().min(0).max(10_000).optional().describe('Spread of the points'),
  ownership: share.optional().describe('Expected share of the field’s lineups, 0 to 1'),
  minExposure: share.default(0).describe('Least share of our lineups, 0 to 1'),
  maxExposure: share
    .optional()
    .describe('Greatest share of our lineups, 0 to 1; where given, it wins over the portfolio’s'),
  lock: z.boolean().default(false).describe('In every lineup'),
  out: z
    .boolean()
    .optional()
    .describe('Does not race: in no lineup of ours or of others, and in no simulated race'),
  exclude: z.boolean().default(false).describe('In no lineup'),
});
export type Driver = z.infer<typeof Driver>;

/** Whether a driver is in none of our lineups. */
export function isLeftOut({ exclude, out = false }: Pick<Driver, 'exclude' | 'out'>): boolean {
  return exclude || out;
}
