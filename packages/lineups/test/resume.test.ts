import type { PortfolioInput } from '@pitwall/contract';
import { buildPortfolio } from '@pitwall/lineups';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { fieldOf, sevenInSix } from './reference/slates.ts';
import { broadSlate, fullSlate } from './reference/smallSlates.ts';

const randomness = fc.constantFrom(0, 0, 0.2);

test('a portfolio that goes on from any of its lineups ends as if undisturbed', () => {
  fc.assert(
    fc.property(
      fc.oneof(fullSlate, broadSlate),
      randomness,
      fc.nat(),
      (slate, spread, interruptedAt) => {
        const input = { ...slate, randomness: spread };
        const whole = buildPortfolio(input);
        const found = whole.lineups
          .slice(0, interruptedAt % (whole.lineups.length + 1))
          .map((lineup) => lineup.drivers);
        expect(buildPortfolio(input, { found })).toEqual(whole);
      },
    ),
    { numRuns: 100 },
  );
});

test('a stopped portfolio keeps what it has found, and goes on from there', () => {
  fc.assert(
    fc.property(broadSlate, randomness, fc.integer({ min: 1, max: 4 }), (slate, spread, asks) => {
      const input = { ...slate, randomness: spread };
      const whole = buildPortfolio(input);
      const stopped = buildPortfolio(input, { shouldStop: stopAfter(asks) });
      const count = stopped.lineups.length;
      expect(stopped.lineups).toEqual(whole.lineups.slice(0, count));
      fc.pre(stopped.termination === 'user_stop');
      expect(stopped.reason).toBeUndefined();
      const found = stopped.lineups.map((lineup) => lineup.drivers);
      expect(buildPortfolio(input, { found })).toEqual(whole);
    }),
    { numRuns: 30 },
  );
});

test('told to stop at once it returns no lineups and no reason', () => {
  const input = fc.sample(broadSlate, { numRuns: 1, seed: 1 })[0] as PortfolioInput;
  const result = buildPortfolio(input, { shouldStop: () => true });
  expect(result).toMatchObject({ termination: 'user_stop', lineups: [], exposures: [] });
  expect(result).not.toHaveProperty('reason');
});

test('a search that takes long can be stopped in its midst', () => {
  const input = sevenInSix(46);
  const result = buildPortfolio(input, { shouldStop: stopAfter(1) });
  expect(result.termination).toBe('user_stop');
  expect(buildPortfolio(input)).toMatchObject({
    termination: 'infeasible',
    reason: { rule: 'group' },
  });
});

test('progress counts up to what was found, and tells the lineups for a checkpoint', () => {
  fc.assert(
    fc.property(broadSlate, (input) => {
      const told: { found: number; asked: number; lineups: string[][] }[] = [];
      const result = buildPortfolio(input, {
        onProgress: ({ found, asked, lineups }) => told.push({ found, asked, lineups: lineups() }),
      });
      const drivers = result.lineups.map((lineup) => lineup.drivers);
      fc.pre(drivers.length > 0);
      for (const { found, asked, lineups } of told) {
        expect(asked).toBe(input.lineups);
        expect(lineups).toEqual(drivers.slice(0, found));
      }
      expect(told.at(-1)?.found).toBe(drivers.length);
    }),
  );
});

test('more lineups than asked for are cut off', () => {
  const input = fieldOf({ drivers: 14, lineups: 30 });
  const found = buildPortfolio(input).lineups.map((lineup) => lineup.drivers);
  const fewer = { ...input, lineups: 10 };
  expect(buildPortfolio(fewer, { found })).toEqual(buildPortfolio(fewer));
});

test('the drivers of a lineup found earlier may come in any order', () => {
  const input = { ...fieldOf({ drivers: 14, lineups: 30 }), minUnique: 2 };
  const whole = buildPortfolio(input);
  const found = whole.lineups.slice(0, 12).map((lineup) => lineup.drivers.toReversed());
  expect(buildPortfolio(input, { found })).toEqual(whole);
});

test('a lineup found earlier with a driver who is not on the slate is refused', () => {
  const input = fieldOf({ drivers: 14, lineups: 2 });
  const [first] = buildPortfolio(input).lineups;
  const found = [[...first!.drivers.slice(1), 'stranger']];
  expect(() => buildPortfolio(input, { found })).toThrow(/stranger, who is not on the slate/);
});

function stopAfter(asks: number): () => boolean {
  let left = asks;
  return () => left-- <= 0;
}
