import { describe, expect, it } from 'vitest';

import { parseSlate } from '../src/index.ts';
import { fanDuelFile } from './salaryText.ts';

const OPEN = { minExposure: 0, lock: false, exclude: false };

const ANNA = { name: 'Anna van Apex', id: '129318-82858', average: '60.3818192915483' };
const BO = { name: 'Bo Banking', id: '129318-82889' };

describe('a FanDuel player list', () => {
  it('gives the drivers by nickname, with FPPG as their projection', () => {
    expect(parseSlate({ salaries: fanDuelFile([ANNA]) })).toEqual({
      format: 'fanduel',
      site: 'fanduel',
      projectionSource: 'FPPG',
      warnings: [],
      drivers: [
        {
          id: '129318-82858',
          name: 'Anna van Apex',
          salary: 9_500,
          projection: 60.3818192915483,
          ...OPEN,
        },
      ],
    });
  });

  it.each(['O', 'out', 'IR', 'NA', 'SUSP', 'Suspended'])(
    'excludes a driver whose injury indicator is %s, and says so',
    (injury) => {
      const slate = parseSlate({ salaries: fanDuelFile([ANNA, { ...BO, injury }]) });
      expect(slate.drivers.map((driver) => driver.exclude)).toEqual([false, true]);
      expect(slate.warnings).toEqual([`Excluded as injured or out: Bo Banking (${injury})`]);
    },
  );

  it.each(['Q', 'GTD', 'P', 'probable', 'no', 'Oh'])(
    'keeps a driver whose injury indicator is %s, and says so',
    (injury) => {
      const slate = parseSlate({ salaries: fanDuelFile([ANNA, { ...BO, injury }]) });
      expect(slate.drivers.map((driver) => driver.exclude)).toEqual([false, false]);
      expect(slate.warnings).toEqual([
        `Not excluded, with an injury indicator that does not say out: Bo Banking (${injury})`,
      ]);
    },
  );

  it('gives a driver without FPPG 0 points, and says so', () => {
    const slate = parseSlate({ salaries: fanDuelFile([ANNA, { ...BO, average: '' }]) });
    expect(slate.drivers[1]?.projection).toBe(0);
    expect(slate.warnings).toEqual(['Without FPPG, so with a projection of 0: Bo Banking']);
  });
});
