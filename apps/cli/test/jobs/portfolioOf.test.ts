import type { Slate } from '@pitwall/contract';
import { describe, expect, it } from 'vitest';

import { portfolioOf, slateIdOf, usualFormat } from '../../src/jobs/portfolioOf.ts';

function aSlate(changes: Partial<Slate> = {}): Slate {
  return { format: 'plain', drivers: [], projectionSource: 'projection', warnings: [], ...changes };
}

describe('portfolioOf', () => {
  it('calls the slate by the name of its file and takes the site the file belongs to', () => {
    const slate = aSlate({ format: 'fanduel', site: 'fanduel' });
    expect(portfolioOf('data/Daytona 500.csv', slate, { lineups: 20 })).toMatchObject({
      slateId: 'Daytona 500',
      site: 'fanduel',
      lineups: 20,
      projectionSource: 'projection',
    });
  });

  it('passes on what the player asked for', () => {
    const options = {
      lineups: 5,
      minUnique: 2,
      maxExposure: 0.5,
      minSalary: 49_000,
      slate: 'daytona',
      site: 'draftkings' as const,
    };
    expect(portfolioOf('x.csv', aSlate(), options)).toEqual({
      slateId: 'daytona',
      site: 'draftkings',
      drivers: [],
      lineups: 5,
      minUnique: 2,
      maxExposure: 0.5,
      rules: { minSalary: 49_000 },
      projectionSource: 'projection',
    });
  });
});

describe('usualFormat', () => {
  it('is that of the site, and plain where no site is known', () => {
    expect(usualFormat(aSlate({ site: 'fanduel' }), undefined)).toBe('fanduel');
    expect(usualFormat(aSlate(), 'draftkings')).toBe('draftkings');
    expect(usualFormat(aSlate(), undefined)).toBe('plain');
  });
});

describe('slateIdOf', () => {
  it('is short enough for the service', () => {
    expect(slateIdOf(`${'x'.repeat(300)}.csv`)).toHaveLength(100);
  });
});
