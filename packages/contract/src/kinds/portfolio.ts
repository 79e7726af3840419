import { z } from 'zod';

export const SITES = ['draftkings', 'fanduel'] as const;
export type Site = (typeof SITES)[number];

/** Roster size and salary cap (whole dollars) of the sites' NASCAR contests. */
export const SITE_RULES = {
  draftkings: { rosterSize: 6, salaryCap: 50_000 },
  fanduel: { rosterSize: 5, salaryCap: 50_000 },
} as const satisfies Record<Site, { rosterSize: number; salaryCap: number }>;

const MAX_ROSTER = 10;
const MAX_DRIVERS = 200;
const MAX_LINEUPS = 10_000;
const MAX_GROUPS = 100;

const share = z.number().min(0).max(1);
const dollars = z.int().min(0).max(1_000_000);
const driverId = z.string().min(1).max(64);

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
  exclude: z.boolean().default(false).describe('In no lineup'),
});
export type Driver = z.infer<typeof Driver>;

/** Every lineup holds at least `min` and at most `max` of these drivers. */
export const DriverGroup = z
  .strictObject({
    name: z.string().min(1).max(100),
    drivers: z.array(driverId).min(1).max(MAX_DRIVERS),
    min: z.int().min(0).max(MAX_ROSTER).default(0),
    max: z.int().min(0).max(MAX_ROSTER).default(MAX_ROSTER),
  })
  .refine((group) => group.min <= group.max, {
    path: ['min'],
    error: 'min must not be above max',
  });
export type DriverGroup = z.infer<typeof DriverGroup>;

const PortfolioRules = z.strictObject({
  rosterSize: z.int().min(1).max(MAX_ROSTER).optional(),
  salaryCap: dollars.optional(),
  minSalary: dollars.default(0),
  maxFromTeam: z.int().min(1).max(MAX_ROSTER).default(MAX_ROSTER),
  maxFromManufacturer: z.int().min(1).max(MAX_ROSTER).default(MAX_ROSTER),
});

/** The lineup rules with every default filled in; the site decides roster size and cap. */
export type PortfolioRules = z.infer<typeof PortfolioRules> & {
  rosterSize: number;
  salaryCap: number;
};

const PortfolioFields = z.strictObject({
  slateId: z.string().min(1).max(100).optional(),
  site: z.enum(SITES),
  rules: PortfolioRules.prefault({}),
  drivers: z.array(Driver).min(1).max(MAX_DRIVERS),
  lineups: z.int().min(1).max(MAX_LINEUPS),
  minUnique: z
    .int()
    .min(1)
    .max(MAX_ROSTER)
    .default(1)
    .describe('In how many drivers each lineup differs at least from every earlier one'),
  maxExposure: share
    .default(1)
    .describe('Greatest share of the lineups one driver may be in; locked drivers are exempt'),
  groups: z.array(DriverGroup).max(MAX_GROUPS).default([]),
  objective: z.literal('projection').default('projection'),
  randomness: share
    .default(0)
    .describe(
      'Before each lineup every projection is multiplied by a factor drawn evenly from 1 ± this',
    ),
  seed: z.int().min(0).max(4_294_967_295).default(1),
  projectionSource: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Where the projections come from, repeated in the result'),
});

/** What a `portfolio` job is given. */
export const PortfolioInput = PortfolioFields.superRefine(checkAcrossFields).transform((input) => ({
  ...input,
  rules: withSiteRules(input),
}));
export type PortfolioInput = z.output<typeof PortfolioInput>;

type Fields = z.infer<typeof PortfolioFields>;

function withSiteRules({ site, rules }: Fields): PortfolioRules {
  const { rosterSize, salaryCap } = SITE_RULES[site];
  return {
    ...rules,
    rosterSize: rules.rosterSize ?? rosterSize,
    salaryCap: rules.salaryCap ?? salaryCap,
  };
}

type Report = (path: (string | number)[], message: string) => void;

function checkAcrossFields(input: Fields, context: z.RefinementCtx<Fields>): void {
  const report: Report = (path, message) =>
    context.addIssue({ code: 'custom', path, message, input });
  const rosterSize = input.rules.rosterSize ?? SITE_RULES[input.site].rosterSize;
  const salaryCap = input.rules.salaryCap ?? SITE_RULES[input.site].salaryCap;
  if (input.rules.minSalary > salaryCap) {
    report(['rules', 'minSalary'], `minSalary is above the salary cap of ${salaryCap}`);
  }
  if (input.minUnique > rosterSize) {
    report(['minUnique'], `minUnique is above the roster size of ${rosterSize}`);
  }
  checkDrivers(input.drivers, report);
  checkGroups(input, report);
}

function checkDrivers(drivers: readonly Driver[], report: Report): void {
  const firstWithId = new Map<string, number>();
  for (const [index, driver] of drivers.entries()) {
    const first = firstWithId.get(driver.id);
    if (first !== undefined) {
      report(['drivers', index, 'id'], `the id is the same as that of driver ${first}`);
    } else {
      firstWithId.set(driver.id, index);
    }
    if (driver.lock && driver.exclude) {
      report(['drivers', index, 'lock'], 'a driver cannot be both locked and excluded');
    }
    if (driver.lock && driver.maxExposure !== undefined && driver.maxExposure < 1) {
      report(['drivers', index, 'maxExposure'], 'a locked driver is in every lineup');
    }
    if (driver.maxExposure !== undefined && driver.minExposure > driver.maxExposure) {
      report(['drivers', index, 'minExposure'], 'minExposure must not be above maxExposure');
    }
    if (driver.exclude && driver.minExposure > 0) {
      report(['drivers', index, 'minExposure'], 'an excluded driver is in no lineup');
    }
  }
}

function checkGroups(input: Fields, report: Report): void {
  const known = new Set(input.drivers.map((driver) => driver.id));
  const names = new Set<string>();
  for (const [index, group] of input.groups.entries()) {
    if (names.has(group.name)) report(['groups', index, 'name'], 'two groups have this name');
    names.add(group.name);
    const seen = new Set<string>();
    for (const [position, id] of group.drivers.entries()) {
      const path = ['groups', index, 'drivers', position];
      if (!known.has(id)) report(path, 'no driver of the slate has this id');
      if (seen.has(id)) report(path, 'the driver is in this group already');
      seen.add(id);
    }
  }
}
