import { expect, it } from 'vitest';

import { stableExp, stableLog, stablePower } from '../src/random/stableMath.ts';

it('agrees with Math to fourteen digits', () => {
  for (const x of [-300, -20.5, -1, -0.3, 0, 1e-9, 0.2, 0.69, 1, 7.7, 200]) {
    expect(stableExp(x) / Math.exp(x)).toBeCloseTo(1, 13);
  }
  for (const x of [1e-200, 0.001, 0.5, 0.75, 0.9999, 1.2, 1.5, 2, 267, 1e100]) {
    expect(stableLog(x)).toBeCloseTo(Math.log(x), 11);
  }
  expect(stableLog(1)).toBe(0);
  expect(stablePower(40, -0.47)).toBeCloseTo(40 ** -0.47, 14);
});
