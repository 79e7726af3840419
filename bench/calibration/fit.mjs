import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';

import { TRACK_TYPES } from '@pitwall/contract';

import { incidentParameters } from './incidents.mjs';
import { fitLapWeights } from './lapWeights.mjs';
import { parametersModule } from './parametersModule.mjs';
import { FITTED_SEASONS, fitSample, isFitted, readSamples } from './samples.mjs';
import { fitShocks } from './shocks.mjs';

const TARGET = new URL('../../packages/races/src/parameters/fittedParameters.ts', import.meta.url);
const RACES_PER_FIT = 2_000;

/** Strengths follow from the parameters and the parameters from the strengths. */
const ROUNDS = 3;

/** Only where the first round begins. */
const START = {
  teamShare: 0,
  manufacturerShare: 0,
  cautionLuck: 0,
  lapsLed: { finish: 0.5, start: 0.5, strength: 0.5, concentration: 4 },
  fastestLaps: { finish: 0.2, lapsLed: 0.4, strength: 0.5, concentration: 30 },
};

function fitAll(samples) {
  const ofType = (type) => samples.filter(({ race }) => race.trackType === type);
  let parameters = Object.fromEntries(
    TRACK_TYPES.map((type) => {
      const races = ofType(type).map(({ race }) => race);
      return [type, { ...incidentParameters(races), ...START }];
    }),
  );
  for (let round = 0; round < ROUNDS; round++) {
    const fits = new Map(
      TRACK_TYPES.map((type) => [type, fitRaces(ofType(type), parameters[type])]),
    );
    const shocks = fitShocks([...fits.values()].flat());
    parameters = Object.fromEntries(
      TRACK_TYPES.map((type) => [
        type,
        { ...parameters[type], ...shocks, ...fitLapWeights(fits.get(type)) },
      ]),
    );
    console.log(`round ${round + 1} of ${ROUNDS}`, shocks);
  }
  return parameters;
}

function fitRaces(samples, parameters) {
  const options = { site: 'draftkings', count: RACES_PER_FIT, parameters };
  return samples.map((sample) => ({ ...sample, fitted: fitSample(sample, options) }));
}

function run(path) {
  const { samples, leftOut } = readSamples(path, 'draftkings');
  const used = samples.filter(isFitted);
  console.log(`${used.length} races; ${leftOut} left out as incomplete or exhibitions`);
  const source = `${used.length} Cup races of the seasons ${FITTED_SEASONS.join(' and ')} in ${basename(path)}`;
  writeFileSync(TARGET, parametersModule(fitAll(used), source));
  console.log(`Wrote ${TARGET.pathname}; now \`npm run build\` and \`npm run format\`.`);
}

const path = process.argv[2];
if (path) {
  run(path);
} else {
  console.error(
    'Which race log? npm run fit:races -- FILE.csv; bench/calibration/README.md says more.',
  );
  process.exitCode = 2;
}
