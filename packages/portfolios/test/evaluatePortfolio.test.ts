import { type KernelModule, lineupsAt, loadKernels } from '@pitwall/universe';
import { beforeAll, expect, test } from 'vitest';

import { evaluatePortfolio } from '../src/index.ts';
import { coveredBy, plainLineups } from './reference/plainSelection.ts';
import { countOf } from './reference/smallSlates.ts';
import { wideSlate } from './reference/wideSlate.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await loadKernels();
});

test('the figures of a portfolio are those of a plain look at every race', () => {
  const slate = wideSlate({ drivers: 10, races: 203, lineups: 3 });
  const { points, races } = slate;
  const task = countOf(kernels, slate)!;
  const numbers = Uint32Array.of(3, 20, 57);
  const found = lineupsAt(task.universe, numbers);
  const lineups = [0, 6, 12].map((at) => found.slice(at, at + 6));
  const plain = plainLineups(slate, task, numbers);
  const { figures, inTop } = evaluatePortfolio(lineups, {
    points,
    count: races,
    line: task.lines[0]!,
    stepsPerPoint: 20,
    seed: 9,
  })!;
  const bestScores = Array.from({ length: races }, (_, race) =>
    Math.max(
      ...plain.map(({ positions }) =>
        positions.reduce((sum, driver) => sum + points[driver * races + race]!, 0),
      ),
    ),
  );
  expect(inTop).toEqual(plain.map((lineup) => lineup.races.size / races));
  expect(figures).toEqual({
    races,
    seed: 9,
    reached: coveredBy(plain) / races,
    lineupsInTop: plain.reduce((sum, lineup) => sum + lineup.races.size, 0) / races,
    bestScore: bestScores.reduce((sum, score) => sum + score, 0) / races / 20,
  });
  expect(figures.reached).toBeGreaterThan(0);
});

test('no lineups reach nothing', () => {
  const races = {
    points: Int16Array.of(1, 2),
    count: 2,
    line: Int32Array.of(0, 0),
    stepsPerPoint: 20,
    seed: 1,
  };
  const nothing = { races: 2, seed: 1, reached: 0, lineupsInTop: 0, bestScore: 0 };
  expect(evaluatePortfolio([], races)).toEqual({ figures: nothing, inTop: [] });
});

test('a stop leaves no figures', () => {
  const races = { points: Int16Array.of(1), count: 1, line: Int32Array.of(0), stepsPerPoint: 20 };
  expect(evaluatePortfolio([Uint8Array.of(0)], { ...races, seed: 1 }, () => true)).toBeUndefined();
});
