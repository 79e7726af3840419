import { TRACK_TYPES } from '@pitwall/contract';
import { describe, expect, it } from 'vitest';

import { fitField, simulate } from '../src/index.ts';
import { exampleField, meanOf, scenariosOf } from './fields.ts';

const site = 'draftkings';

describe.each(TRACK_TYPES)('a field on a track of type %s', (trackType) => {
  // Fewer points between first and last, as pack racing leaves less to strength.
  const field = exampleField().map((driver) => ({
    ...driver,
    projection: trackType === 'superspeedway' ? 20 + driver.projection / 4 : driver.projection,
  }));
  const scenarios = scenariosOf({ trackType, count: 10_000 });
  const fitted = fitField(field, { site, scenarios })!;

  it('has the means given, but for what the total demands of all alike', () => {
    const shared = meanOf(fitted.meanAdjustments);

    for (const adjustment of fitted.meanAdjustments) {
      expect(Math.abs(adjustment - shared)).toBeLessThan(0.25);
    }
  });

  it('says of its races what simulating them shows', () => {
    const points = simulate(fitted, { from: 0, to: scenarios.count })!;

    for (const [driver, { projection }] of field.entries()) {
      const row = points.subarray(driver * scenarios.count, (driver + 1) * scenarios.count);
      expect(meanOf(row) / 20).toBeCloseTo(fitted.means[driver]!, 9);
      expect(projection + fitted.meanAdjustments[driver]!).toBeCloseTo(fitted.means[driver]!, 9);
    }
  });
});

it('has the spreads given, where a field can have them', () => {
  const scenarios = scenariosOf();
  const model = fitField(exampleField(), { site, scenarios })!;
  const field = exampleField().map((driver, index) => ({
    ...driver,
    stdDev: model.spreads[index]! * (index % 2 ? 1.05 : 0.95),
  }));
  const fitted = fitField(field, { site, scenarios })!;

  for (const [driver, adjustment] of fitted.spreadAdjustments.entries()) {
    expect(Math.abs(adjustment / field[driver]!.stdDev)).toBeLessThan(0.03);
  }
  for (const adjustment of model.spreadAdjustments) expect(adjustment).toBeNaN();
});

it('says so when the means given are more than a race has to give', () => {
  const options = { site, scenarios: scenariosOf() } as const;
  const plain = fitField(exampleField(), options)!;
  const generous = exampleField().map((driver) => ({
    ...driver,
    projection: driver.projection + 10,
  }));
  const fitted = fitField(generous, options)!;

  const difference = meanOf(fitted.meanAdjustments) - meanOf(plain.meanAdjustments);
  expect(difference).toBeCloseTo(-10, 9);
  // Who is how far above whom is as given.
  for (const [driver, mean] of fitted.means.entries()) {
    expect(Math.abs(mean - plain.means[driver]!)).toBeLessThan(0.5);
  }
});

it('says so when nobody could have a mean that is given', () => {
  const field = exampleField().map((driver, index) => ({
    ...driver,
    projection: index === 20 ? 400 : driver.projection,
  }));
  const fitted = fitField(field, { site, scenarios: scenariosOf() })!;

  expect(fitted.meanAdjustments[20]).toBeLessThan(-200);
  expect(fitted.strengths[20]).toBe(Math.max(...fitted.strengths));
});

it('lines up who has no starting place by projection, in the places left', () => {
  const field = [
    { projection: 30 },
    { projection: 20, startPosition: 1 },
    { projection: 40 },
    { projection: 10, startPosition: 3 },
  ];
  const { starts } = fitField(field, { site, scenarios: scenariosOf({ count: 10 }) })!;

  expect([...starts]).toEqual([4, 1, 2, 3]);
});

it('refuses a starting place that no field has', () => {
  const field = [{ projection: 30, startPosition: 900 }];

  expect(() => fitField(field, { site, scenarios: scenariosOf() })).toThrow('place 900');
});
