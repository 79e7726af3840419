import { readFileSync } from 'node:fs';

import { PortfolioInput } from '@pitwall/contract';
import { describe, expect, it } from 'vitest';

import { parseSlate } from '../src/index.ts';

const SLATES = new URL('../../../examples/slates/', import.meta.url);
const salaries = readFileSync(new URL('DKSalaries_example.csv', SLATES), 'utf8');
const projections = readFileSync(new URL('projections_example.csv', SLATES), 'utf8');

describe('the example slate', () => {
  it('can be read without projections', () => {
    const slate = parseSlate({ salaries });
    expect(slate.drivers).toHaveLength(38);
    expect(slate).toMatchObject({ site: 'draftkings', projectionSource: 'AvgPointsPerGame' });
  });

  it('says everything about every driver with its projections', () => {
    const slate = parseSlate({ salaries, projections });
    expect(slate).toMatchObject({ projectionSource: 'projections file', warnings: [] });
    for (const driver of slate.drivers) {
      expect(driver).toMatchObject({
        team: expect.any(String),
        manufacturer: expect.any(String),
        startPosition: expect.any(Number),
        stdDev: expect.any(Number),
        ownership: expect.any(Number),
      });
    }
    const ownership = slate.drivers.reduce((sum, driver) => sum + (driver.ownership ?? 0), 0);
    expect(ownership).toBeCloseTo(6, 2);
    const starts = slate.drivers.map((driver) => driver.startPosition ?? 0);
    expect(new Set(starts).size).toBe(38);
  });

  it('is ready to be a portfolio of 150 lineups', () => {
    const { site, drivers } = parseSlate({ salaries, projections });
    const input = PortfolioInput.safeParse({ site, drivers, lineups: 150 });
    expect(input.success).toBe(true);
  });
});
