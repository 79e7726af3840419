import { describe, expect, it } from 'vitest';

import { parseSlate } from '../src/index.ts';
import { refusalOf } from './refusalOf.ts';
import { draftKingsFile } from './salaryText.ts';

const SALARIES = draftKingsFile([
  { name: 'Anna Apex', id: '1', average: '30' },
  { name: 'José Báñez Jr.', id: '2', average: '20' },
  { name: "A.J. O'Dell", id: '3', average: '' },
]);

const read = (...lines: string[]) =>
  parseSlate({ salaries: SALARIES, projections: lines.join('\n') });
const projectionsOf = (slate: ReturnType<typeof read>) =>
  slate.drivers.map((driver) => driver.projection);

describe('a row of a projections file', () => {
  it('is joined by name where the id is unknown', () => {
    const slate = read('id,name,projection', 'x,Anna Apex,10', '2,Jose Banez,11', ',AJ ODell,12');
    expect(projectionsOf(slate)).toEqual([10, 11, 12]);
  });

  it('tells a father from his son by the whole name', () => {
    const salaries = draftKingsFile([
      { name: 'Dale Oval', id: '1' },
      { name: 'Dale Oval Jr.', id: '2' },
    ]);
    const projections = 'name,projection\nDale Oval Jr,20\nDale Oval,10';
    expect(projectionsOf(parseSlate({ salaries, projections }))).toEqual([10, 20]);
  });

  it('is refused where the id is one driver and the name another, as with a rank called id', () => {
    const salaries =
      'id,name,salary,projection\n1,Kyle Larson,9000,0\n2,Denny Hamlin,8000,0\n3,Ty Dillon,1,0';
    const projections = 'id,name,projection\n1,Denny Hamlin,50\n2,Kyle Larson,30\n3,Nobody,1';
    const error = refusalOf(() => parseSlate({ salaries, projections }));
    const reasons = [
      'id 1 is Kyle Larson in the salary file, this row says Denny Hamlin',
      'id 2 is Denny Hamlin in the salary file, this row says Kyle Larson',
      'id 3 is Ty Dillon in the salary file, this row says Nobody',
    ];
    expect(error.details).toEqual(
      reasons.map((reason, index) => ({
        line: index + 2,
        column: 'id',
        detail: `${reason} (in the projections file)`,
      })),
    );
  });

  it.each([
    ['Apex, Anna', 'Banez Jr., Jose', "O'Dell, A.J."],
    ['APEX,ANNA', 'Banez, Jose', 'ODell,  AJ'],
    ['Apex, Anna', 'Báñez, José Jr.', 'O’Dell, A. J.'],
  ])('may put the last name first: %s', (...names) => {
    const rows = names.map((name, index) => `"${name}",${10 + index}`);
    const slate = read('name,projection', ...rows);
    expect(projectionsOf(slate)).toEqual([10, 11, 12]);
    const withIds = names.map((name, index) => `${index + 1},"${name}",${10 + index}`);
    expect(projectionsOf(read('id,name,projection', ...withIds))).toEqual([10, 11, 12]);
  });

  it('may put the last name last where the salary file does not', () => {
    const salaries = 'id,name,salary\n1,"Apex, Anna",9000\n2,"A, A",9000';
    for (const rows of ['1,Anna Apex,10\n2,A A,11', ',Anna Apex,10\n,A A,11']) {
      const projections = `id,name,projection\n${rows}`;
      expect(projectionsOf(parseSlate({ salaries, projections }))).toEqual([10, 11]);
    }
  });

  it('tells a father from his son with the last name first too', () => {
    const salaries = draftKingsFile([
      { name: 'Dale Oval', id: '1' },
      { name: 'Dale Oval Jr.', id: '2' },
    ]);
    const projections = 'name,projection\n"Oval, Dale Jr",20\n"Oval, Dale",10';
    expect(projectionsOf(parseSlate({ salaries, projections }))).toEqual([10, 20]);
    const byOtherId = 'id,name,projection\n1,"Oval, Dale Jr",20';
    expect(refusalOf(() => parseSlate({ salaries, projections: byOtherId })).message).toBe(
      'The projections file has 1 error',
    );
  });

  it('is refused where the id in Name + ID is that of another driver', () => {
    const error = refusalOf(() => read('Name + ID,projection', 'Somebody Else (2),1'));
    expect(error.details).toEqual([
      {
        line: 2,
        column: 'Name + ID',
        detail:
          'id 2 is José Báñez Jr. in the salary file, this row says Somebody Else (in the projections file)',
      },
    ]);
  });

  it('takes a name with another suffix for the driver of the id, unless it is somebody else', () => {
    const salaries = draftKingsFile([
      { name: 'Dale Oval', id: '1' },
      { name: 'Dale Oval Jr.', id: '2' },
      { name: 'Anna Apex', id: '3' },
    ]);
    const header = 'id,name,projection';
    const suffix = parseSlate({ salaries, projections: `${header}\n3,Anna Apex II,5` });
    expect(suffix.drivers[2]?.projection).toBe(5);
    const error = refusalOf(() =>
      parseSlate({ salaries, projections: `${header}\n1,Dale Oval Jr,5` }),
    );
    expect(error.details[0]?.detail).toMatch(
      /^id 1 is Dale Oval in the salary file, this row says/,
    );
  });

  it('is refused where a name may be two drivers, or a driver has two rows', () => {
    const salaries = draftKingsFile([
      { name: 'Dale Oval Jr.', id: '1' },
      { name: 'Dale Oval Sr.', id: '2' },
      { name: 'Anna Apex', id: '3' },
    ]);
    const projections = 'id,name,projection\n,Dale Oval,10\n3,,5\n,anna apex,6';
    const error = refusalOf(() => parseSlate({ salaries, projections }));
    expect(error.message).toBe('The projections file has 2 errors');
    expect(error.details).toEqual([
      {
        line: 2,
        column: 'name',
        detail:
          '“Dale Oval” may be Dale Oval Jr. (1) or Dale Oval Sr. (2); give the id (in the projections file)',
      },
      {
        line: 4,
        column: 'name',
        detail: '“Anna Apex” has a projection on line 3 already (in the projections file)',
      },
    ]);
  });
});
