import { z } from 'zod';

export const TRACK_TYPES = ['superspeedway', 'intermediate', 'short', 'road'] as const;
export type TrackType = (typeof TRACK_TYPES)[number];

/** How the races of a slate are simulated. */
export const Scenarios = z.strictObject({
  count: z.int().min(1).max(100_000).default(10_000).describe('Races to simulate'),
  laps: z.int().min(1).max(1_000).describe('Laps the race runs'),
  trackType: z
    .enum(TRACK_TYPES)
    .describe('Decides every figure that is not given; superspeedway: wherever they race in packs'),
  cautionRate: z
    .number()
    .min(0)
    .max(0.9)
    .optional()
    .describe('Share of the laps under caution, 0 to 0.9; without it that of the track type'),
  dnfRate: z
    .number()
    .min(0)
    .max(0.9)
    .optional()
    .describe(
      'Expected share of the field that retires, 0 to 0.9; without it that of the track type',
    ),
  seed: z.int().min(0).max(4_294_967_295).default(1),
});
export type Scenarios = z.output<typeof Scenarios>;
