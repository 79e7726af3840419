import { describe, expect, it } from 'vitest';

import { parseSlate } from '../src/index.ts';
import { draftKingsFile, fanDuelFile } from './salaryText.ts';

const ANNA = { name: 'Anna Apex', id: '11', average: '32.3' };
const BO = { name: 'Bo Banking', id: '12', average: '20' };
const CY = { name: 'Cy Camber', id: '13', average: '' };

const DRAFTKINGS = draftKingsFile([ANNA, BO, CY], '\n').trim();
const FANDUEL = fanDuelFile([ANNA, BO, CY]);

/** The file with cells more at the end of each line. */
const withCells = (file: string, ...cells: string[]) =>
  file
    .split('\n')
    .map((line, index) => `${line},${cells[index]}`)
    .join('\n');

describe.each([
  ['DraftKings', DRAFTKINGS, 'AvgPointsPerGame'],
  ['FanDuel', FANDUEL, 'FPPG'],
])("a player's own columns in a %s file", (_, file, average) => {
  it('give the projections rather than the average', () => {
    const slate = parseSlate({ salaries: withCells(file, 'Projection', '1', '2', '3') });
    expect(slate.drivers.map(({ projection }) => projection)).toEqual([1, 2, 3]);
    expect(slate).toMatchObject({ projectionSource: 'projection', warnings: [] });
  });

  it('leave a driver without a projection the average, and say so', () => {
    const slate = parseSlate({ salaries: withCells(file, 'My Proj,Proj', 'a,1', 'b,', 'c,') });
    expect(slate.drivers.map(({ projection }) => projection)).toEqual([1, 20, 0]);
    expect(slate).toMatchObject({
      projectionSource: 'projection',
      warnings: [
        'Columns of the salary file not used: My Proj',
        `Without projection, so ${average} serves: Bo Banking`,
        `Without projection or ${average}, so with a projection of 0: Cy Camber`,
      ],
    });
  });

  it('come after a projections file', () => {
    const slate = parseSlate({
      salaries: withCells(file, 'Projection', '1', '', ''),
      projections: 'id,projection\n13,9',
    });
    expect(slate.drivers.map(({ projection }) => projection)).toEqual([1, 20, 9]);
    expect(slate.warnings).toEqual([
      'Without a value in the projections file, so projection of the salary file serves: Anna Apex',
      `Without a value in the projections file, so ${average} of the salary file serves: Bo Banking`,
    ]);
  });

  it('say everything else about a driver', () => {
    const header = 'Lock,Exclude,Min Exposure,Max Exposure,Own,Std Dev,Start,Make';
    const cells = ['yes,,,,12%,8,3,Kestrel', ',x,,,,,,', ',,0.1,60%,,,,'];
    const { drivers, warnings } = parseSlate({ salaries: withCells(file, header, ...cells) });
    expect(drivers).toMatchObject([
      { lock: true, ownership: 0.12, stdDev: 8, startPosition: 3, manufacturer: 'Kestrel' },
      { exclude: true },
      { minExposure: 0.1, maxExposure: 0.6 },
    ]);
    expect(warnings).toEqual([`Without ${average}, so with a projection of 0: Cy Camber`]);
  });
});

describe('a column Team in a DraftKings file', () => {
  it('wins over TeamAbbrev', () => {
    const { drivers, warnings } = parseSlate({
      salaries: withCells(draftKingsFile([ANNA, BO], '\n').trim(), 'Team', 'Ironwood', 'Halyard'),
    });
    expect(drivers.map(({ team }) => team)).toEqual(['Ironwood', 'Halyard']);
    expect(warnings).toEqual([]);
  });
});
