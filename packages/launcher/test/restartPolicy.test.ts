import { describe, expect, it } from 'vitest';

import { RestartPolicy } from '../src/restartPolicy.ts';

describe('RestartPolicy', () => {
  it('gives up on the fifth death within a minute', () => {
    const policy = new RestartPolicy();
    const answers = [0, 10_000, 20_000, 30_000, 40_000].map((atMs) => policy.died(atMs));
    expect(answers).toEqual([true, true, true, true, false]);
  });

  it('forgets deaths that are a minute old', () => {
    const policy = new RestartPolicy();
    const answers = [0, 1, 2, 3, 60_001].map((atMs) => policy.died(atMs));
    expect(answers).toEqual([true, true, true, true, true]);
  });
});
