import type { Scenarios, Site, Slate, TrackType } from '@pitwall/contract';

import { slateIdOf } from './portfolioOf.ts';

export type ContestOptions = {
  slate?: string;
  site?: Site;
  entryFee: number;
  fieldSize: number;
  laps: number;
  track: TrackType;
  races?: number;
  cautionRate?: number;
  dnfRate?: number;
  seed?: number;
};

/** Our lineups, or the text of a file of them. */
export type ContestEntries = { lineups: readonly (readonly string[])[] } | { upload: string };

/** The input of a `contest` job for a slate that was read from this file. */
export function contestOf(
  file: string,
  slate: Slate,
  given: { options: ContestOptions; entries: ContestEntries; payouts: unknown },
): object {
  const { options, entries, payouts } = given;
  const { laps, track, races, cautionRate, dnfRate, seed, entryFee, fieldSize } = options;
  const scenarios: Partial<Record<keyof Scenarios, unknown>> = {
    laps,
    trackType: track,
    count: races,
    cautionRate,
    dnfRate,
    seed,
  };
  return {
    slateId: options.slate ?? slateIdOf(file),
    site: slate.site ?? options.site ?? 'draftkings',
    drivers: slate.drivers,
    ...entries,
    scenarios,
    contest: { entryFee, fieldSize, payouts },
    seed,
  };
}
