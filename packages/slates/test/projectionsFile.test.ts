import { describe, expect, it } from 'vitest';

import { parseSlate } from '../src/index.ts';
import { refusalOf } from './refusalOf.ts';
import { draftKingsFile, fanDuelFile } from './salaryText.ts';

const SALARIES = draftKingsFile([
  { name: 'Anna Apex', id: '1', average: '30' },
  { name: 'José Báñez Jr.', id: '2', average: '20' },
  { name: "A.J. O'Dell", id: '3', average: '' },
]);
const ALL = ['Anna Apex,10', 'Jose Banez,11', 'AJ ODell,12'];

const read = (...lines: string[]) =>
  parseSlate({ salaries: SALARIES, projections: lines.join('\n') });
const projectionsOf = (slate: ReturnType<typeof read>) =>
  slate.drivers.map((driver) => driver.projection);

describe('a projections file', () => {
  it('is joined by id, and wins over the average', () => {
    const slate = read('id,projection', '3,12', '1,10', '2,11');
    expect(projectionsOf(slate)).toEqual([10, 11, 12]);
    expect(slate).toMatchObject({ projectionSource: 'projections file', warnings: [] });
  });

  it.each(['proj', 'Fpts', 'Points', 'Projected Points', 'projected_points'])(
    'may call its projections %s',
    (column) => {
      expect(projectionsOf(read(`name,${column}`, ...ALL))).toEqual([10, 11, 12]);
    },
  );

  it.each([
    ['name', ['ANNA  apex', 'Jose Banez, Jr', 'A J O’Dell']],
    ['Driver', ['Anna-Apex', 'José Báñez', 'AJ ODELL III']],
    ['Name + ID', ['Anna Apex (1)', 'Jose Banez (2)', "A.J. O'Dell (999)"]],
  ])('is joined by %s, however it is spelt', (column, names) => {
    const rows = names.map((name, index) => `"${name}",${10 + index}`);
    const slate = read(`${column},projection`, ...rows);
    expect(projectionsOf(slate)).toEqual([10, 11, 12]);
    expect(slate.warnings).toEqual([]);
  });

  it('adds what else it knows of a driver', () => {
    const header = 'id,proj,own,sd,start,make,team,min exposure,max exposure';
    const slate = read(
      header,
      '1,10,12.5%,8.5,4,Kestrel,Ironwood,0.1,0.6',
      '2,1,,,,,,,',
      '3,1,,,,,,,',
    );
    expect(slate.drivers[0]).toMatchObject({
      projection: 10,
      ownership: 0.125,
      stdDev: 8.5,
      startPosition: 4,
      manufacturer: 'Kestrel',
      team: 'Ironwood',
      minExposure: 0.1,
      maxExposure: 0.6,
    });
    expect(slate.drivers[1]).toMatchObject({ minExposure: 0 });
  });

  it('names the rows that match no driver, and the drivers that have no row', () => {
    const slate = read('name,projection,notes', 'Anna Apex,10,', 'Zoe Zip,9,', 'Yan,8,');
    expect(projectionsOf(slate)).toEqual([10, 20, 0]);
    expect(slate.warnings).toEqual([
      'Columns of the projections file not used: notes',
      'Not in the salary file, so left out of the projections: Zoe Zip (line 3), Yan (line 4)',
      'Without a value in the projections file, so AvgPointsPerGame of the salary file serves: José Báñez Jr.',
      "Without a projection in either file, so counted as 0: A.J. O'Dell",
    ]);
  });

  it('must cover every driver where the salary file has no projections', () => {
    const salaries = 'id,name,salary\n1,Anna,9000\n\n2,Bo,9000';
    const projections = 'id,projection\n1,10';
    expect(refusalOf(() => parseSlate({ salaries, projections })).details).toEqual([
      { line: 4, column: 'name', detail: '“Bo” has no projection in the projections file' },
    ]);
  });

  it('is refused when none of its rows matches', () => {
    expect(refusalOf(() => read('name,projection', 'Zoe Zip,9')).message).toBe(
      'No row of the projections file matches a driver of the salary file, by id or by name; the first is “Zoe Zip”',
    );
  });

  it('has its errors reported together with those of the salary file', () => {
    const salaries = 'id,name,salary\n1,Anna,cheap';
    const projections = 'id,Proj,Own\n1,high,2\n,5,';
    const error = refusalOf(() => parseSlate({ salaries, projections }));
    expect(error.message).toBe('The salary file and the projections file have 4 errors');
    expect(error.details).toEqual([
      { line: 2, column: 'salary', detail: '“cheap” is not a whole number of dollars' },
      { line: 2, column: 'Proj', detail: '“high” is not a number (in the projections file)' },
      {
        line: 2,
        column: 'Own',
        detail:
          '“2” is neither a share from 0 to 1 nor a percentage such as 12.5% (in the projections file)',
      },
      { line: 3, column: 'id', detail: 'the row has no id (in the projections file)' },
    ]);
  });

  it('must not want a driver who is out', () => {
    const salaries = fanDuelFile([{ name: 'Anna Apex', id: '1', injury: 'O' }]);
    const projections = 'id,projection,minExposure\n1,10,0.2';
    expect(refusalOf(() => parseSlate({ salaries, projections })).details).toEqual([
      {
        line: 2,
        column: 'minExposure',
        detail:
          'a driver who is out (O) is in no lineup, but minExposure is 0.2 (in the projections file)',
      },
    ]);
  });

  it.each([
    ['', 'The projections file is empty'],
    ['id,projection', 'The projections file has no drivers below its header'],
    [
      'id,salary\n1,2',
      'The projections file needs a column id or name, and a column projection. Found: “id,salary”',
    ],
    [
      'projection\n1',
      'The projections file needs a column id or name, and a column projection. Found: “projection”',
    ],
  ])('is refused without what it needs (%#)', (projections, message) => {
    expect(refusalOf(() => parseSlate({ salaries: SALARIES, projections })).message).toBe(message);
  });
});
