import { createRaceModel, Race } from '@pitwall/races';

import { meanOf } from './incidents.mjs';

const SIMULATED_RACES = 600;
const NO_SHOCKS = { teamShare: 0, manufacturerShare: 0, cautionLuck: 0 };
/** Where the simulation is asked how much each shock shows; in between it is taken to be a line. */
const TRIAL_SHARE = 0.1;
const TRIAL_LUCK = 0.4;

/**
 * What teammates and drivers of one manufacturer have in common, and how much luck varies between
 * races: such that simulated races show on average what the real ones do. For all track types together,
 * as one type has too few races.
 * @param fits the races, each with its fitted field and its parameters
 */
export function fitShocks(fits) {
  const real = pooledSigns(
    fits.map((fit) => signsOf(realScores(fit.race), expectationsOf(fit), fit)),
  );
  const none = simulatedSigns(fits, NO_SHOCKS);
  const team = simulatedSigns(fits, { ...NO_SHOCKS, teamShare: TRIAL_SHARE });
  const maker = simulatedSigns(fits, { ...NO_SHOCKS, manufacturerShare: TRIAL_SHARE });
  const luck = simulatedSigns(fits, { ...NO_SHOCKS, cautionLuck: TRIAL_LUCK });
  const between = (name, trial) =>
    Math.max(0, (real[name] - none[name]) / (trial[name] - none[name]));
  const manufacturerShare = TRIAL_SHARE * between('manufacturer', maker);
  return {
    // Teammates have the manufacturer in common too.
    teamShare: Math.max(0, TRIAL_SHARE * between('team', team) - manufacturerShare),
    manufacturerShare,
    cautionLuck: TRIAL_LUCK * Math.sqrt(between('disorder', luck)),
  };
}

/**
 * What the shocks show in. `team`, `manufacturer`: how alike two drivers of one did, beside any other
 * two. `disorder`: how much the surprise of the order varies between races.
 */
function pooledSigns(signs) {
  const meanProduct = (...kinds) => {
    const sums = signs.flatMap(({ products }) => kinds.map((kind) => products[kind]));
    return sumOf(sums, 'sum') / sumOf(sums, 'count');
  };
  return {
    team: meanProduct('team') - meanProduct('manufacturer', 'others'),
    manufacturer: meanProduct('manufacturer') - meanProduct('others'),
    disorder: meanOf(signs.map(({ surprise }) => (surprise - 1) ** 2)),
  };
}

function sumOf(items, name) {
  return items.reduce((sum, item) => sum + item[name], 0);
}

function simulatedSigns(fits, shocks) {
  const signs = fits.flatMap((fit) => {
    const expectations = expectationsOf(fit);
    return simulatedScores(fit, shocks).map((scores) => signsOf(scores, expectations, fit));
  });
  return pooledSigns(signs);
}

/** Place among the cars still running, −½ to ½, or NaN for a car that retired. */
function realScores({ drivers }) {
  return scoresOf(drivers.map((driver) => (driver.isRunning ? driver.finish : Infinity)));
}

function simulatedScores({ fitted }, shocks) {
  const parameters = { ...fitted.parameters, ...shocks };
  const race = new Race(createRaceModel({ ...fitted, parameters }));
  return Array.from({ length: SIMULATED_RACES }, (_, scenario) => {
    race.run(scenario);
    const places = [];
    for (const [place, driver] of race.finishers.entries()) {
      places[driver] = race.exitLaps[driver] < 0 ? place + 1 : Infinity;
    }
    return scoresOf(places);
  });
}

function scoresOf(places) {
  const running = places.filter(Number.isFinite).toSorted((a, b) => a - b);
  return places.map((place) =>
    Number.isFinite(place) ? (running.indexOf(place) + 0.5) / running.length - 0.5 : NaN,
  );
}

const known = new Map();

/** Mean and spread of each driver’s score without shocks. */
function expectationsOf(fit) {
  if (!known.has(fit)) {
    const races = simulatedScores(fit, NO_SHOCKS);
    const drivers = fit.race.drivers.map((_, driver) => {
      const scores = races.map((scoresOfRace) => scoresOfRace[driver]).filter(Number.isFinite);
      const mean = meanOf(scores);
      return { mean, spread: Math.sqrt(meanOf(scores.map((score) => (score - mean) ** 2))) };
    });
    known.set(fit, drivers);
  }
  return known.get(fit);
}

function signsOf(scores, expectations, { fitted }) {
  const surprises = scores.map((score, driver) => score - expectations[driver].mean);
  const products = {
    team: { sum: 0, count: 0 },
    manufacturer: { sum: 0, count: 0 },
    others: { sum: 0, count: 0 },
  };
  for (const [one, surprise] of surprises.entries()) {
    for (let other = 0; other < one; other++) {
      const product = surprise * surprises[other];
      const kind = kinshipOf(fitted, one, other);
      if (!Number.isFinite(product) || !kind) continue;
      products[kind].sum += product;
      products[kind].count++;
    }
  }
  const running = surprises.map((surprise, driver) => ({ surprise, ...expectations[driver] }));
  const finite = running.filter(({ surprise }) => Number.isFinite(surprise));
  const expected = meanOf(finite.map(({ spread }) => spread ** 2));
  return { products, surprise: meanOf(finite.map(({ surprise }) => surprise ** 2)) / expected };
}

function kinshipOf({ teams, manufacturers }, one, other) {
  if (teams[one] < 0 || teams[other] < 0) return undefined;
  if (teams[one] === teams[other]) return 'team';
  return manufacturers[one] === manufacturers[other] ? 'manufacturer' : 'others';
}
