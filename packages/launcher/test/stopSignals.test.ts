import { describe, expect, it } from 'vitest';

import { StopSteps } from '../src/stopSignals.ts';

describe('StopSteps', () => {
  it('takes the signals of one Ctrl-C, passed on by npm as well, for one', () => {
    const steps = new StopSteps();
    expect([0, 3, 950].map((atMs) => steps.next(atMs))).toEqual(['stop', undefined, undefined]);
  });

  it('hurries on the second Ctrl-C and kills on the third', () => {
    const steps = new StopSteps();
    expect([0, 2, 4_000, 9_000].map((atMs) => steps.next(atMs))).toEqual([
      'stop',
      undefined,
      'hurry',
      'kill',
    ]);
  });
});
