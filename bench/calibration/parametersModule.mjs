/** Digits that say something, given how few races there are. */
const DIGITS = 4;

/** The TypeScript module that ships the parameters. */
export function parametersModule(parameters, source) {
  const day = new Date().toISOString().slice(0, 10);
  return `import type { TrackType } from '@pitwall/contract';

import type { TrackParameters } from './trackParameters.ts';

/**
 * Written by \`npm run fit:races\` on ${day}, never by hand. Fitted to
 * ${source}.
 */
export const FITTED_PARAMETERS: Record<TrackType, TrackParameters> = ${JSON.stringify(rounded(parameters))};
`;
}

function rounded(value) {
  if (typeof value === 'number') return Number(value.toPrecision(DIGITS));
  if (Array.isArray(value)) return value.map(rounded);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rounded(inner)]));
}
