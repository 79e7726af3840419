import { SITE_SCORING, stepsOf } from '@pitwall/races';

/** What is believed of a driver before any race, as a driver rating, and how many races that weighs. */
const UNKNOWN_RATING = 55;
const UNKNOWN_WEIGHT = 2;
const FORM_DECAY = 0.94;
const TRACK_DECAY = 0.85;

/** Races at the start of the log from which only form is taken. */
const WARM_UP = 8;

const RIDGE = 1;

export function pointsOf(race, site) {
  const scoring = SITE_SCORING[site];
  return race.drivers.map((driver) => stepsOf(scoring, driver) / scoring.stepsPerPoint);
}

/**
 * Plain projections of every race: a regression, per track type, of points on form, form on such
 * tracks, and starting place. It is fitted to the seasons named and to all races before the one it is
 * for, so a later race is projected from nothing but what was known the day before.
 * @returns one array of expected points per race; undefined for the first few
 */
export function projectRaces(races, { site, seasons }) {
  const features = featuresOf(races);
  const points = races.map((race) => pointsOf(race, site));
  return races.map(({ trackType }, index) => {
    if (index < WARM_UP) return undefined;
    const used = [...races.keys()].filter(
      (other) =>
        other >= WARM_UP &&
        races[other].trackType === trackType &&
        (other < index || seasons.includes(races[other].season)),
    );
    const weights = solveRidge(
      used.flatMap((other) => features[other]),
      used.flatMap((other) => points[other]),
    );
    return features[index].map((row) => row.reduce((sum, x, k) => sum + x * weights[k], 0));
  });
}

function featuresOf(races) {
  const form = new Map();
  const onTrack = new Map();
  return races.map((race) => {
    const rows = race.drivers.map((driver) => {
      const overall = averageOf(form.get(driver.name), UNKNOWN_RATING);
      const here = averageOf(onTrack.get(`${race.trackType} ${driver.name}`), overall);
      const start = driver.start / race.drivers.length;
      return [1, overall / 100, (overall / 100) ** 2, here / 100, start, start ** 2];
    });
    for (const { name, rating } of race.drivers) {
      remember(form, name, { rating, decay: FORM_DECAY });
      remember(onTrack, `${race.trackType} ${name}`, { rating, decay: TRACK_DECAY });
    }
    return rows;
  });
}

function averageOf({ sum, weight } = { sum: 0, weight: 0 }, otherwise) {
  return (sum + otherwise * UNKNOWN_WEIGHT) / (weight + UNKNOWN_WEIGHT);
}

function remember(memory, key, { rating, decay }) {
  const { sum, weight } = memory.get(key) ?? { sum: 0, weight: 0 };
  memory.set(key, { sum: sum * decay + rating, weight: weight * decay + 1 });
}

/** Least squares with a small penalty, by Gaussian elimination. */
function solveRidge(rows, targets) {
  const size = rows[0].length;
  const matrix = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (__, j) =>
      rows.reduce((sum, row) => sum + row[i] * row[j], i === j && i > 0 ? RIDGE : 0),
    ),
    rows.reduce((sum, row, index) => sum + row[i] * targets[index], 0),
  ]);
  for (let pivot = 0; pivot < size; pivot++) {
    for (let other = 0; other < size; other++) {
      if (other === pivot) continue;
      const factor = matrix[other][pivot] / matrix[pivot][pivot];
      matrix[other] = matrix[other].map((value, k) => value - factor * matrix[pivot][k]);
    }
  }
  return matrix.map((row, index) => row[size] / row[index]);
}
