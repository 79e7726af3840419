import type { Contest, Driver, Scenarios, Site, Slate } from '@pitwall/contract';

import { slateIdOf } from './portfolioOf.ts';
import { type RaceOptions, scenariosOf } from './scenariosOf.ts';

export type ContestOptions = Partial<RaceOptions> & {
  slate?: string;
  site?: Site;
  entryFee?: number;
  fieldSize?: number;
};

/** Our lineups, or the text of a file of them. */
export type ContestEntries = { lineups: readonly (readonly string[])[] } | { upload: string };

/** What is raced, with what is known of the race and the contest. */
export type Played = {
  slateId?: string | undefined;
  site: Site;
  drivers: readonly Driver[];
  scenarios?: Scenarios | undefined;
  contest?: Contest | undefined;
};

export type ContestSubmission = ContestEntries & Pick<Played, 'drivers'>;

/** A slate that was read from this file. */
export function slatePlayed(
  file: string,
  { site, drivers }: Slate,
  options: ContestOptions,
): Played {
  return { slateId: slateIdOf(file), site: site ?? options.site ?? 'draftkings', drivers };
}

/** The input of a `contest` job; what the options say goes before what is known. */
export function contestOf(
  played: Played,
  given: { options: ContestOptions; entries: ContestEntries; payouts: unknown },
): ContestSubmission {
  const { options, entries, payouts } = given;
  const { laps, track, entryFee, fieldSize, seed } = options;
  const { site, drivers, slateId, scenarios, contest } = played;
  const input = {
    slateId: options.slate ?? slateId,
    site,
    drivers,
    ...entries,
    scenarios: laps !== undefined && track ? scenariosOf({ ...options, laps, track }) : scenarios,
    contest: payouts === undefined ? contest : { entryFee, fieldSize, payouts },
    seed,
  };
  return input;
}
