import { Scenarios } from '@pitwall/contract';
import { expect, it } from 'vitest';

const least = { count: 10_000, laps: 267, trackType: 'road' };

it('needs no more than a count, the laps and the type of track', () => {
  expect(Scenarios.parse(least)).toEqual({ ...least, seed: 1 });
});

it.each([
  ['no race', { count: 0 }],
  ['no lap', { laps: 0 }],
  ['half a lap', { laps: 0.5 }],
  ['a type of track that there is not', { trackType: 'oval' }],
  ['nothing but cautions', { cautionRate: 1 }],
  ['a field that always retires', { dnfRate: 1 }],
  ['a negative seed', { seed: -1 }],
  ['anything else', { drivers: 40 }],
])('refuses %s', (_, changes) => {
  expect(Scenarios.safeParse({ ...least, ...changes }).success).toBe(false);
});
