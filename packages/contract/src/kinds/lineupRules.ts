import { z } from 'zod';

import { dollars, driverId, MAX_DRIVERS, MAX_ROSTER } from './driver.ts';

export const MAX_GROUPS = 100;

/** Every lineup, or with `ifDriver` every lineup that has him, holds at least `min` and at most `max` of these drivers. */
export const DriverGroup = z
  .strictObject({
    name: z.string().min(1).max(100),
    ifDriver: driverId
      .optional()
      .describe('Where given, the group counts only in lineups that have this driver'),
    drivers: z.array(driverId).min(1).max(MAX_DRIVERS),
    min: z.int().min(0).max(MAX_ROSTER).default(0),
    max: z.int().min(0).max(MAX_ROSTER).default(MAX_ROSTER),
  })
  .refine((group) => group.min <= group.max, {
    path: ['min'],
    error: 'min must not be above max',
  });
export type DriverGroup = z.infer<typeof DriverGroup>;

export const GivenRules = z.strictObject({
  rosterSize: z.int().min(1).max(MAX_ROSTER).optional(),
  salaryCap: dollars.optional(),
  minSalary: dollars.default(0),
  maxFromTeam: z.int().min(1).max(MAX_ROSTER).default(MAX_ROSTER),
  maxFromManufacturer: z.int().min(1).max(MAX_ROSTER).default(MAX_ROSTER),
  maxOwnership: z
    .number()
    .min(0)
    .max(MAX_ROSTER)
    .optional()
    .describe(
      'What the ownership of the drivers of a lineup may add up to: 1.2 for 120 %; every driver needs an `ownership`',
    ),
});
export type GivenRules = z.infer<typeof GivenRules>;

/** The lineup rules with every default filled in; the site decides roster size and cap. */
export type PortfolioRules = GivenRules & { rosterSize: number; salaryCap: number };
