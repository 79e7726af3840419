import { describe, expect, it } from 'vitest';

import { exposureTable } from '../../src/output/exposureTable.ts';
import { lineupTable } from '../../src/output/lineupTable.ts';

describe('lineupTable', () => {
  it('shows a lineup on a line', () => {
    const lineups = [{ drivers: ['1', '2'], salary: 49_900, projection: 233.094 }];
    expect(lineupTable(lineups, (id) => `Driver ${id}`)).toBe(
      ['#  POINTS   SALARY  DRIVERS', '1  233.09  $49,900  Driver 1, Driver 2'].join('\n'),
    );
  });
});

describe('exposureTable', () => {
  it('goes down the first block of columns, then the next', () => {
    const exposures = ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({
      id,
      name: id,
      lineups: 9 - index,
      share: (9 - index) / 10,
    }));
    expect(exposureTable(exposures, (id) => id).split('\n')).toEqual([
      'DRIVER  IN  SHARE  DRIVER  IN  SHARE  DRIVER  IN  SHARE',
      'a        9   90 %  c        7   70 %  e        5   50 %',
      'b        8   80 %  d        6   60 %',
    ]);
  });
});
