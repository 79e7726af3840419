import { expect, it } from 'vitest';

import { fitField, simulate } from '../src/index.ts';
import { EXAMPLE_PARAMETERS, exampleField, scenariosOf } from './fields.ts';

const scenarios = scenariosOf({ count: 1_000, seed: 11 });
const options = { site: 'draftkings', scenarios, parameters: EXAMPLE_PARAMETERS } as const;
const fitted = fitField(exampleField(), options)!;

function checksum(points: Int16Array): number {
  return points.reduce((sum, value) => (Math.imul(sum, 31) + value) | 0, 7);
}

it('gives the same figures byte for byte, on every engine', () => {
  const again = fitField(exampleField(), options)!;
  const points = simulate(fitted, { from: 0, to: 1_000 })!;

  expect(simulate(again, { from: 0, to: 1_000 })).toEqual(points);
  expect(checksum(points)).toBe(-1_064_375_417);
});

it('gives the same figures whatever the ranges, and after a journey to a thread', () => {
  const whole = simulate(fitted, { from: 0, to: 1_000 })!;
  const sent = structuredClone(fitted);
  for (const [from, to] of [
    [0, 1],
    [1, 300],
    [300, 1_000],
  ] as const) {
    const part = simulate(sent, { from, to })!;
    for (let driver = 0; driver < 36; driver++) {
      const row = part.subarray(driver * (to - from), (driver + 1) * (to - from));
      expect(row).toEqual(whole.subarray(driver * 1_000 + from, driver * 1_000 + to));
    }
  }
});

it('gives other figures for another seed', () => {
  const other = { ...fitted, scenarios: { ...scenarios, seed: 12 } };

  expect(simulate(other, { from: 0, to: 50 })).not.toEqual(simulate(fitted, { from: 0, to: 50 }));
});

it('tells how far it is, up to the end', () => {
  const told: number[] = [];
  simulate(fitted, { from: 0, to: 1_000 }, { onProgress: ({ races }) => told.push(races) });

  expect(told).toEqual([0, 256, 512, 768, 1_000]);
});

it('fits with one rising progress, up to the end', () => {
  const told: { races: number; asked: number }[] = [];
  const onProgress = (progress: { races: number; asked: number }) => told.push(progress);
  fitField(exampleField(), options, { onProgress });

  const races = told.map((progress) => progress.races);
  expect(races).toEqual(races.toSorted((a, b) => a - b));
  expect(races.at(-1)).toBe(told[0]!.asked);
});

it('stops when told, and asks no more', () => {
  for (const run of [
    (shouldStop: () => boolean) => simulate(fitted, { from: 0, to: 1_000 }, { shouldStop }),
    (shouldStop: () => boolean) => fitField(exampleField(), options, { shouldStop }),
  ]) {
    let asked = 0;
    expect(run(() => ++asked === 3)).toBeUndefined();
    expect(asked).toBe(3);
  }
});
