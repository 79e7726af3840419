import { SITE_SCORING, stepsOf } from '@pitwall/races';

import { createDraws } from '../draws.mjs';
import { momentsOf } from './scores.mjs';

const LINEUPS_PER_RACE = 200;
const ROSTER = { draftkings: 6, fanduel: 5 };

/** Lineups are drawn from the better part of the field, as the log has no salaries. */
const CANDIDATES = 24;

/**
 * One line per lineup: its spread with the drivers racing each other and with each drawn for himself,
 * and how surprising the real race was in units of both.
 */
export function checkLineups({ race, projections, points, count }, site) {
  const scoring = SITE_SCORING[site];
  const actual = race.drivers.map((driver) => stepsOf(scoring, driver));
  const rows = race.drivers.map((_, index) => points.subarray(index * count, (index + 1) * count));
  const spreads = rows.map((row) => momentsOf(row).spread);
  const { share: draw } = createDraws(race.laps * race.drivers.length);
  return Array.from({ length: LINEUPS_PER_RACE }, () => {
    const lineup = drawLineup(projections, ROSTER[site], draw);
    const totals = Float64Array.from({ length: count }, (_, scenario) =>
      lineup.reduce((sum, index) => sum + rows[index][scenario], 0),
    );
    const { mean, spread } = momentsOf(totals);
    const independent = Math.sqrt(lineup.reduce((sum, index) => sum + spreads[index] ** 2, 0));
    const surprise = lineup.reduce((sum, index) => sum + actual[index], 0) - mean;
    return {
      overstated: independent / spread - 1,
      surprise: surprise / spread,
      independentSurprise: surprise / independent,
    };
  });
}

function drawLineup(projections, size, draw) {
  const candidates = [...projections.keys()]
    .toSorted((a, b) => projections[b] - projections[a])
    .slice(0, CANDIDATES);
  return Array.from(
    { length: size },
    () => candidates.splice(Math.floor(draw() * candidates.length), 1)[0],
  );
}
