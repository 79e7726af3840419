import type { Site, Slate } from '@pitwall/contract';

import { slateIdOf } from './portfolioOf.ts';
import { type RaceOptions, scenariosOf } from './scenariosOf.ts';

export type ContestOptions = RaceOptions & {
  slate?: string;
  site?: Site;
  entryFee: number;
  fieldSize: number;
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
  const { entryFee, fieldSize, seed } = options;
  return {
    slateId: options.slate ?? slateIdOf(file),
    site: slate.site ?? options.site ?? 'draftkings',
    drivers: slate.drivers,
    ...entries,
    scenarios: scenariosOf(options),
    contest: { entryFee, fieldSize, payouts },
    seed,
  };
}
