import { expect, it } from 'vitest';

import { SITE_SCORING, stepsOf } from '../src/scoring/siteScoring.ts';

const race = { start: 1, finish: 1, lapsLed: 0, fastestLaps: 0, lapsCompleted: 312 };

function points(site: 'draftkings' | 'fanduel', changes: Partial<typeof race>): number {
  return stepsOf(SITE_SCORING[site], { ...race, ...changes }) / SITE_SCORING[site].stepsPerPoint;
}

it('scores races of DraftKings as the site did', () => {
  // Phoenix, 12 March 2023: Larson, Logano.
  expect(points('draftkings', { finish: 4, lapsLed: 201, fastestLaps: 54 })).toBe(111.55);
  expect(points('draftkings', { start: 16, finish: 11, fastestLaps: 2 })).toBe(37.9);
  // A car that started first and came in last: 1 − 39.
  expect(points('draftkings', { finish: 40 })).toBe(-38);
  expect(points('draftkings', { start: 41, finish: 41 })).toBe(0);
});

it('takes the extra point at the 2nd, 11th, 21st and 31st place', () => {
  const { finish } = SITE_SCORING.draftkings;
  const drops = finish.slice(1).map((steps, index) => (finish[index]! - steps) / 20);

  expect(finish).toHaveLength(40);
  expect(drops.flatMap((drop, index) => (drop === 1 ? [] : [[index + 2, drop]]))).toEqual([
    [2, 3],
    [11, 2],
    [21, 2],
    [31, 2],
  ]);
});

it('scores races of FanDuel', () => {
  // 38 + half a point for each of 7 places + 31.2 laps completed + 4 laps led.
  expect(points('fanduel', { start: 10, finish: 3, lapsLed: 40, fastestLaps: 90 })).toBe(76.7);
  expect(points('fanduel', { finish: 1 })).toBe(74.2);
  expect(points('fanduel', { start: 2, finish: 40, lapsCompleted: 5 })).toBe(-17.5);
  expect(SITE_SCORING.fanduel.finish).toHaveLength(40);
});
