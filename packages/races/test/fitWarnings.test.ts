import { describe, expect, it } from 'vitest';

import { fitWarnings } from '../src/fit/fitWarnings.ts';
import type { FittedField } from '../src/index.ts';

function warningsOf(meanAdjustments: number[]): string[] {
  const drivers = meanAdjustments.map((_, index) => ({ name: `D${index}` }));
  return fitWarnings(drivers, {
    meanAdjustments: Float64Array.from(meanAdjustments),
    means: Float64Array.from(meanAdjustments, (adjustment) => 30 + adjustment),
  } as FittedField);
}

describe('what is said of a fit', () => {
  it('is nothing where the means are those given', () => {
    expect(warningsOf([0.1, -0.2, 0.4, 0])).toEqual([]);
  });

  it('is by how much all are off together', () => {
    expect(warningsOf([2.1, 2, 1.9])).toEqual([
      'The projections add up to less than the drivers of a race score together, ' +
        'so nearly all score 2.0 points more than projected',
    ]);
    expect(warningsOf([-2.1, -2, -1.9])[0]).toContain('2.0 points less than projected');
  });

  it('is who is off by himself, by name', () => {
    expect(warningsOf([0, 0.1, -40, 0])).toEqual([
      'No race gives these what is projected: D2 -10.0',
    ]);
    expect(warningsOf([...Array<number>(30).fill(0), ...Array<number>(12).fill(3)])[0]).toMatch(
      /D39 33\.0 and 2 more$/,
    );
  });
});
