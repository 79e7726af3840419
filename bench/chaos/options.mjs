import { parseArgs } from 'node:util';

import { PLANTS } from './plants.mjs';

const JOBS_PER_MINUTE = 180;

const USAGE = `npm run chaos -- [--minutes 2] [--jobs 180 a minute] [--seed 1] [--json file] [--plant name]`;

/** A mistake in what was typed; its message is all that the user needs to see. */
export class UsageError extends Error {}

export function parseOptions(args) {
  const { minutes, jobs, seed, json, plant, wait } = readValues(args);
  const options = {
    minutes: positive('minutes', minutes),
    seed: parseSeed(seed),
    json,
    plant,
    waitMs: 1_000 * positive('wait', wait),
  };
  if (plant !== undefined && !PLANTS[plant]) {
    throw new UsageError(`--plant must be one of: ${Object.keys(PLANTS).join(', ')}`);
  }
  const count = jobs === undefined ? JOBS_PER_MINUTE * options.minutes : positive('jobs', jobs);
  return { ...options, jobs: Math.ceil(count) };
}

function readValues(args) {
  try {
    return parseArgs({
      args,
      options: {
        minutes: { type: 'string', default: '2' },
        jobs: { type: 'string' },
        seed: { type: 'string', default: '1' },
        json: { type: 'string' },
        plant: { type: 'string' },
        /** Seconds that accepted jobs may take to end after the last fault is healed. */
        wait: { type: 'string', default: '120' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error.message}\n${USAGE}`);
  }
}

function parseSeed(text) {
  const seed = Number(text);
  if (Number.isSafeInteger(seed)) return seed;
  throw new UsageError(`--seed ${text} is no whole number\n${USAGE}`);
}

function positive(name, value) {
  const number = Number(value);
  if (number > 0 && number < 1e6) return number;
  throw new UsageError(`--${name} ${value} is no number above 0\n${USAGE}`);
}
