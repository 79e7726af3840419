import { parseArgs } from 'node:util';

const USAGE = 'npm run fuzz -- [--tries 100000] [--seed N] [--minutes 30] [--lanes 4] [--redis]';

/** A mistake in what was typed; its message is all that the user needs to see. */
export class UsageError extends Error {}

export function parseOptions(args) {
  const { redis, ...texts } = readValues(args);
  const options = { redis };
  for (const [name, text] of Object.entries(texts)) {
    options[name] = Number(text);
    if (!(Number.isSafeInteger(options[name]) && options[name] > 0)) {
      throw new UsageError(`--${name} must be a whole number above 0\n${USAGE}`);
    }
  }
  return options;
}

function number(value) {
  return { type: 'string', default: String(value) };
}

function readValues(args) {
  try {
    return parseArgs({
      args,
      options: {
        tries: number(100_000),
        // Another one every time; the report names it.
        seed: number(1 + Math.floor(Math.random() * 1e9)),
        minutes: number(30),
        /** How many requests are under way at once. */
        lanes: number(4),
        /** An API and Redis, each a process of its own, instead of one process with all in memory. */
        redis: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error.message}\n${USAGE}`);
  }
}
