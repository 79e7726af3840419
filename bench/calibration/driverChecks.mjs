import { SITE_SCORING, stepsOf } from '@pitwall/races';

import { crpsOfNormal, crpsOfSample, momentsOf, normalShare, rankOf } from './scores.mjs';

/** One line per driver: where what happened lies in what was simulated, and the scores of both. */
export function checkDrivers({ race, points, count }, site) {
  const scoring = SITE_SCORING[site];
  return race.drivers.map((driver, index) => {
    const sample = Array.from(
      points.subarray(index * count, (index + 1) * count),
      (steps) => steps / scoring.stepsPerPoint,
    ).toSorted((a, b) => a - b);
    const actual = stepsOf(scoring, driver) / scoring.stepsPerPoint;
    const moments = momentsOf(sample);
    return {
      rank: rankOf(sample, actual),
      normalRank: normalShare((actual - moments.mean) / moments.spread),
      crps: crpsOfSample(sample, actual),
      normalCrps: crpsOfNormal(moments, actual),
    };
  });
}
