import { expect, it } from 'vitest';

import { createRaceModel, fitField, Race, simulate } from '../src/index.ts';
import { EXAMPLE_PARAMETERS, exampleField, meanOf, scenariosOf } from './fields.ts';

const COUNT = 3_000;

function shareRetired(changes: Parameters<typeof scenariosOf>[0]): number {
  const scenarios = scenariosOf({ count: 200, ...changes });
  const race = new Race(createRaceModel(fitField(exampleField(), { site: 'fanduel', scenarios })!));
  const shares = Array.from({ length: COUNT }, (_, scenario) => {
    race.run(scenario);
    return race.retiredCount / 36;
  });
  return meanOf(shares);
}

it('retires the share of the field that is asked for', () => {
  expect(shareRetired({ dnfRate: 0 })).toBe(0);
  expect(shareRetired({ dnfRate: 0.15 })).toBeCloseTo(0.15, 2);
  expect(shareRetired({ dnfRate: 0.4, trackType: 'superspeedway' })).toBeCloseTo(0.4, 1);
});

it('has the last car still running lose as many laps, however many retired', () => {
  const scenarios = scenariosOf({ count: 100, laps: 200, dnfRate: 0.3 });
  const options = { site: 'draftkings', scenarios, parameters: EXAMPLE_PARAMETERS } as const;
  const race = new Race(createRaceModel(fitField(exampleField(), options)!));
  for (let scenario = 0; scenario < 200; scenario++) {
    race.run(scenario);
    const running = [...race.finishers].filter((driver) => race.exitLaps[driver]! < 0);

    // A twentieth of the race.
    expect(race.lapsCompleted[running.at(-1)!]).toBe(190);
  }
});

it('takes the laps under caution off those that can be the fastest', () => {
  const field = exampleField();
  const model = (cautionRate: number) =>
    createRaceModel(
      fitField(field, { site: 'draftkings', scenarios: scenariosOf({ count: 10, cautionRate }) })!,
    );

  expect(model(0).greenLaps).toBe(267);
  expect(model(0.2).greenLaps).toBe(214);
});

it('lets teammates fare alike, and everybody else a little against each other', () => {
  const scenarios = scenariosOf({ count: COUNT });
  const fitted = fitField(exampleField(), { site: 'draftkings', scenarios })!;
  const points = simulate(fitted, { from: 0, to: COUNT })!;
  const rows = fitted.means.length;
  const correlation = (one: number, other: number) => {
    const products = Array.from({ length: COUNT }, (_, scenario) =>
      [one, other]
        .map((driver) => points[driver * COUNT + scenario]! / 20 - fitted.means[driver]!)
        .reduce((product, surprise) => product * surprise, 1),
    );
    return meanOf(products) / fitted.spreads[one]! / fitted.spreads[other]!;
  };
  const pairs = (apart: number) =>
    Array.from({ length: rows - apart }, (_, one) => correlation(one, one + apart));

  // Twelve teams: those twelve apart race for the same one.
  expect(meanOf(pairs(12))).toBeGreaterThan(0.03);
  expect(meanOf(pairs(1))).toBeLessThan(0);
});

it('has who is in front lead: winners lead most, and starting in front helps', () => {
  const scenarios = scenariosOf({ count: 500 });
  const fitted = fitField(exampleField(), { site: 'draftkings', scenarios })!;
  const race = new Race(createRaceModel(fitted));
  const byFinish = new Float64Array(36);
  const byStart = new Float64Array(37);
  for (let scenario = 0; scenario < 2_000; scenario++) {
    race.run(scenario);
    for (const [place, driver] of race.finishers.entries()) {
      byFinish[place]! += race.lapsLed[driver]!;
      byStart[fitted.starts[driver]!]! += race.lapsLed[driver]!;
    }
  }

  expect(byFinish[0]).toBeGreaterThan(2 * byFinish[4]!);
  expect(byFinish[4]).toBeGreaterThan(2 * byFinish[30]!);
  expect(byStart[1]! + byStart[2]! + byStart[3]!).toBeGreaterThan(
    byStart[34]! + byStart[35]! + byStart[36]!,
  );
});
