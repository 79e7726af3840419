import { fitField } from '@pitwall/races';

import { projectRaces } from './projections.mjs';
import { readRaceLog } from './raceLog.mjs';
import { teamOf } from './teams.mjs';

/** The parameters that ship are fitted to these, so later ones show how good they are. */
export const FITTED_SEASONS = [2022, 2023];

/** Races with what was to be expected of each driver before it, knowing the fitted seasons' habits. */
export function readSamples(path, site) {
  const { races, leftOut } = readRaceLog(path);
  const projections = projectRaces(races, { site, seasons: FITTED_SEASONS });
  const samples = races
    .map((race, index) => ({ race, projections: projections[index] }))
    .filter((sample) => sample.projections);
  return { samples, leftOut };
}

export function isFitted({ race }) {
  return FITTED_SEASONS.includes(race.season);
}

/** The field of a race as a user would have given it the day before. */
export function fitSample({ race, projections }, { site, count, parameters }) {
  const field = race.drivers.map((driver, index) => ({
    projection: projections[index],
    startPosition: driver.start,
    ...teamOf(driver.name, race.season),
  }));
  const { laps, trackType } = race;
  return fitField(field, { site, scenarios: { count, laps, trackType, seed: 1 }, parameters });
}
