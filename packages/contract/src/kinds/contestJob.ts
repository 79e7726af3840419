import { z } from 'zod';

import { Contest, ContestFigures, EntryFigures } from './contest.ts';
import { Driver, driverId, MAX_DRIVERS, MAX_ROSTER } from './driver.ts';
import { checkLineups } from './lineupChecks.ts';
import { checkDrivers, checkRacing } from './portfolioChecks.ts';
import { Proof } from './proof.ts';
import { Scenarios } from './scenarios.ts';
import { SITE_RULES, SITES } from './site.ts';

const MAX_LINEUPS = 10_000;

/** What a `contest` job is given: lineups, and the contest they are entered in. */
export const ContestInput = z
  .strictObject({
    slateId: z.string().min(1).max(100).optional(),
    site: z.enum(SITES),
    drivers: z.array(Driver).min(1).max(MAX_DRIVERS).describe('The whole field of the race'),
    lineups: z
      .array(z.array(driverId).min(1).max(MAX_ROSTER))
      .min(1)
      .max(MAX_LINEUPS)
      .optional()
      .describe('Driver ids'),
    upload: z
      .string()
      .min(1)
      .optional()
      .describe('Instead of lineups: the text of an upload file or of an entries file'),
    scenarios: Scenarios,
    contest: Contest,
    seed: z.int().min(0).max(4_294_967_295).default(1).describe('For the lineups of the others'),
  })
  .superRefine((input, context) => {
    const report = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message, input });
    const { drivers, lineups, upload, contest } = input;
    const { rosterSize } = SITE_RULES[input.site];
    checkDrivers(drivers, report);
    checkRacing(drivers, rosterSize, report);
    if ((lineups === undefined) === (upload === undefined)) {
      report(['lineups'], 'give either lineups or an upload file');
    }
    checkLineups({ field: 'lineups', lineups: lineups ?? [] }, { drivers, rosterSize }, report);
    if (lineups && contest.fieldSize <= lineups.length) {
      report(['contest', 'fieldSize'], `all of the ${lineups.length} entries would be ours`);
    }
  });
export type ContestInput = z.output<typeof ContestInput>;

/** What a `contest` job gives back. */
export const ContestResult = Proof.extend({
  termination: z.literal('optimal'),
  site: z.enum(SITES),
  slateId: z.string().optional(),
  races: z.int(),
  warnings: z
    .array(z.string())
    .describe('Of points that no race gives, and of lineups that are not as they should be'),
  total: ContestFigures,
  lineups: z
    .array(EntryFigures.extend({ drivers: z.array(z.string()), meanScore: z.number() }))
    .describe('In the order given; each with its share of what ours win together'),
});
export type ContestResult = z.infer<typeof ContestResult>;

const NAMES = [
  ['Ada Quick', 'Ben Stone', 'Cy Draft', 'Di Apex', 'Eve Grip', 'Flo Banks'],
  ['Gus Lane', 'Hal Torque', 'Ira Clutch', 'Jo Camber', 'Kit Rally', 'Lou Pitt'],
].flat();

/** Two lineups of a field of twelve, against 98 others. */
export const EXAMPLE_CONTEST = {
  site: 'draftkings',
  drivers: NAMES.map((name, index) => ({
    id: String(101 + index),
    name,
    salary: 10_500 - 500 * index,
    projection: 67 - 3 * index,
  })),
  lineups: [
    ['101', '102', '104', '109', '110', '111'],
    ['101', '103', '105', '107', '109', '112'],
  ],
  scenarios: { count: 2_000, laps: 267, trackType: 'intermediate' },
  contest: {
    entryFee: 4,
    fieldSize: 100,
    payouts: [
      { from: 1, to: 1, prize: 100 },
      { from: 2, to: 10, prize: 20 },
      { from: 11, to: 20, prize: 6 },
    ],
  },
};
