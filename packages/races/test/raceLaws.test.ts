import { SITES, TRACK_TYPES } from '@pitwall/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRaceModel, fitField, Race, SITE_SCORING } from '../src/index.ts';
import { stepsAt } from '../src/scoring/stepsAt.ts';
import { scenariosOf } from './fields.ts';

const driver = fc.record(
  {
    projection: fc.double({ min: -20, max: 90, noNaN: true }),
    stdDev: fc.double({ min: 0, max: 60, noNaN: true }),
    startPosition: fc.integer({ min: 1, max: 45 }),
    team: fc.constantFrom('A', 'B', 'C', 'D'),
    manufacturer: fc.constantFrom('X', 'Y'),
  },
  { requiredKeys: ['projection'] },
);

const settings = fc.record(
  {
    laps: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 40, max: 500 })),
    trackType: fc.constantFrom(...TRACK_TYPES),
    cautionRate: fc.double({ min: 0, max: 0.9, noNaN: true }),
    dnfRate: fc.double({ min: 0, max: 0.9, noNaN: true }),
    seed: fc.integer({ min: 0, max: 4_294_967_295 }),
  },
  { requiredKeys: ['laps', 'trackType', 'seed'] },
);

function sumOf(values: Iterable<number>): number {
  return [...values].reduce((sum, value) => sum + value, 0);
}

function pointsSum(race: Race): number {
  return sumOf(race.finishers.map((_, place) => stepsAt(race, place)));
}

function checkRace(race: Race): void {
  const { model, finishers, lapsLed, fastestLaps, lapsCompleted } = race;
  const everyone = [...finishers.keys()];
  expect([...finishers].toSorted((a, b) => a - b)).toEqual(everyone);
  expect(sumOf(lapsLed)).toBe(model.laps);
  expect(sumOf(fastestLaps)).toBe(model.greenLaps);
  for (const one of everyone) {
    expect(lapsLed[one]).toBeGreaterThanOrEqual(0);
    expect(lapsLed[one]).toBeLessThanOrEqual(lapsCompleted[one]!);
    expect(fastestLaps[one]).toBeGreaterThanOrEqual(0);
    expect(fastestLaps[one]).toBeLessThanOrEqual(lapsCompleted[one]!);
  }
  const completed = [...finishers].map((finisher) => lapsCompleted[finisher]!);
  expect(completed).toEqual(completed.toSorted((a, b) => b - a));
  expect(completed[0]).toBe(model.laps);
  expect(lapsLed[finishers[0]!]).toBeGreaterThan(0);
}

describe.each(SITES)('every race of %s', (site) => {
  it('has a whole finishing order, laps that add up, and the same points in total', () => {
    fc.assert(
      fc.property(fc.array(driver, { minLength: 1, maxLength: 45 }), settings, (field, given) => {
        const scenarios = scenariosOf({ count: 40, ...given });
        const race = new Race(createRaceModel(fitField(field, { site, scenarios })!));
        const { lapCompleted } = SITE_SCORING[site];
        const totals = Array.from({ length: 40 }, (_, scenario) => {
          race.run(scenario);
          checkRace(race);
          // FanDuel pays for laps completed, and who retires leaves some.
          return pointsSum(race) - lapCompleted * sumOf(race.lapsCompleted);
        });
        expect(new Set(totals).size).toBe(1);
      }),
      { numRuns: 60 },
    );
  });
});
