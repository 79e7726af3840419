import { PortfolioInput } from '@pitwall/contract';
import { describe, expect, it } from 'vitest';

import { parseSlate } from '../src/index.ts';
import { refusalOf } from './refusalOf.ts';

const refusal = (salaries: string) => refusalOf(() => parseSlate({ salaries }));

const TOO_MANY_DELIMITERS = 'The salary file has more than 500,000 commas, semicolons and tabs';

const fileOf = (count: number) =>
  `name,salary,projection\n${Array.from({ length: count }, (_, i) => `D${i},1,1`).join('\n')}`;
const canRun = (drivers: unknown) =>
  PortfolioInput.safeParse({ site: 'draftkings', lineups: 1, drivers }).success;

describe('wrong rows', () => {
  it('are reported all at once, each with line, column and reason', () => {
    const error = refusal(
      [
        'ID,Name,Salary,Projection,Start Position,Own,Lock,Max Exposure',
        'a1,Anna,9000.5,41,,,,',
        ',Bo,9000,41,,,,',
        'a3,,9000,many,,,,',
        'a1,Dee,,41,0,,,',
        'a5,Eve,-5,41,3.5,1.5,perhaps,140%',
        'a6,Fay,9000',
        'a7,Gil,9,000,41,,,,,1',
        'a8,Hal,2000000,99999,1001,,,',
      ].join('\n'),
    );
    expect(error.code).toBe('invalid_slate_file');
    expect(error.message).toBe('The salary file has 17 errors');
    const share = 'is neither a share from 0 to 1 nor a percentage such as 12.5%';
    const listed = error.details.map(({ line, column, detail }) => [line, column, detail]);
    expect(listed).toEqual([
      [2, 'Salary', '“9000.5” is not a whole number of dollars'],
      [3, 'ID', 'the id is empty'],
      [4, 'Projection', '“many” is not a number'],
      [4, 'Name', 'the name is empty'],
      [5, 'Start Position', '“0” is below 1'],
      [5, 'Salary', 'the salary is empty'],
      [5, 'ID', 'the id “a1” is already on line 2'],
      [6, 'Salary', '“-5” is not a whole number of dollars'],
      [6, 'Start Position', '“3.5” is not a whole number'],
      [6, 'Own', `“1.5” ${share}`],
      [6, 'Max Exposure', `“140%” ${share}`],
      [6, 'Lock', '“perhaps” is neither yes nor no'],
      [7, undefined, 'the row has 3 cells, the header has 8'],
      [
        8,
        undefined,
        'the row has 10 cells, the header has 8; a comma inside a cell needs quotes (") around the cell',
      ],
      [9, 'Salary', '“2000000” is above 1,000,000'],
      [9, 'Projection', '“99999” is above 10,000'],
      [9, 'Start Position', '“1001” is above 1,000'],
    ]);
  });

  it('are counted in lines of the file, blank lines and line ends inside quotes included', () => {
    const error = refusal(
      '\r\nname,salary,projection,team\r\n\r\nAnna,9000,1,"An\r\nx\ny\rz"\r\n,,,\r\nBo,?,1,\r\n',
    );
    expect(error.details).toEqual([
      { line: 9, column: 'salary', detail: '“?” is not a whole number of dollars' },
    ]);
  });

  it('show long or unprintable text shortened and on one line', () => {
    const error = refusal(`name,salary,projection\nAnna,"9\n\u0001\u202E${'0'.repeat(99)}x",1`);
    expect(error.details[0]?.detail).toBe(
      `“9 ${'0'.repeat(38)}…” is not a whole number of dollars`,
    );
  });

  it('are refused with a line end or another control character in a name', () => {
    const error = refusal(
      'id,name,salary,projection\n1,"Anna\nApex",9000,1\n2,Bo\u0007Banking,9000,1\n3\u0001,Cy,1,1',
    );
    const reason = 'has a line end or another control character in it';
    expect(error.details).toEqual([
      { line: 2, column: 'name', detail: `“Anna Apex” ${reason}` },
      { line: 4, column: 'name', detail: `“Bo Banking” ${reason}` },
      { line: 5, column: 'id', detail: `“3” ${reason}` },
    ]);
  });

  it('beyond 200 errors are counted, not listed', () => {
    const rows = Array.from({ length: 150 }, (_, index) => `Driver ${index},x,y`);
    const error = refusal(['name,salary,projection', ...rows].join('\n'));
    expect(error.details).toHaveLength(200);
    expect(error.message).toBe(
      'The salary file has 300 errors: the first 200 are listed, 100 more are not',
    );
  });

  it('with quotes that do not pair are reported where they begin', () => {
    const open = refusal('name,salary,projection\nAnna,9000,1\n"Bo,9000,1\nCy,9000,1');
    expect(open.details).toEqual([
      { line: 3, detail: 'a quote (") opens a cell in this line and is never closed' },
    ]);
    const trailing = refusal('name,salary,projection\n"Anna" A,9000,1\nBo,9000,1');
    expect(trailing.details[0]).toMatchObject({ line: 2, detail: expect.stringMatching(/quote/) });
  });

  it('that ask for the impossible are reported', () => {
    const error = refusal(
      [
        'name,salary,projection,lock,exclude,minExposure,maxExposure',
        'Anna,9000,1,yes,yes,,',
        'Bo,9000,1,yes,,,50%',
        'Cy,9000,1,,,60%,50%',
        'Dee,9000,1,,yes,60%,',
      ].join('\n'),
    );
    expect(error.details).toEqual([
      { line: 2, column: 'lock', detail: 'the driver is both locked and excluded' },
      {
        line: 3,
        column: 'maxExposure',
        detail: 'a locked driver is in every lineup, but maxExposure is 0.5',
      },
      { line: 4, column: 'minExposure', detail: 'minExposure 0.6 is above maxExposure 0.5' },
      {
        line: 5,
        column: 'minExposure',
        detail: 'an excluded driver is in no lineup, but minExposure is 0.6',
      },
    ]);
  });
});

describe('a file as a whole', () => {
  it('with an unknown header is refused with the three known ones and what was found', () => {
    const error = refusal('driver_name,track,finish\nAnna,Oval,1');
    expect(error.code).toBe('invalid_slate_file');
    expect(error.message).toContain('DraftKings salary export (Position,Name + ID,Name,ID,');
    expect(error.message).toContain('FanDuel player list (Id,Position,First Name,Nickname,');
    expect(error.message).toContain('plain file (id,name,salary,projection');
    expect(error.message).toContain(
      'Found: “driver_name,track,finish”, which has no column salary',
    );
    expect(error.details).toEqual([{ line: 1, detail: 'the header is not known' }]);
  });

  it('with two columns of one name is refused', () => {
    const error = refusal('name,salary,projection,Salary\nAnna,9000,1,8000');
    expect(error.details).toEqual([
      { line: 1, column: 'salary', detail: 'two columns are named “Salary”; remove one of them' },
    ]);
  });

  it.each([
    ['DK Salary', 'FD Salary'],
    ['FanDuel Salary', 'salary'],
  ])('with the salaries of two sites, %s and %s, is refused', (one, other) => {
    const error = refusal(`id,name,${one},${other},projection\n1,Anna,9000,8000,1`);
    const detail = `both “${one}” and “${other}” may be the salary; remove one of them`;
    expect(error.details).toEqual([{ line: 1, column: one, detail }]);
  });

  it.each([
    ['', 'The salary file is empty'],
    [' \r\n,,\n', 'The salary file is empty'],
    ['name,salary,projection\n', 'The salary file has no drivers below its header'],
    [
      `name,salary\n${'a,1\n'.repeat(201)}`,
      'The salary file has 201 drivers; a slate holds at most 200',
    ],
    [`x\n${'a\n'.repeat(5_001)}`, 'The salary file has more than 5,000 rows'],
    ['\n'.repeat(1_000_000), 'The salary file has more than 5,000 rows'],
    [','.repeat(100), 'The salary file is empty'],
    [`${'a,'.repeat(100)}a`, 'The salary file has more than 100 columns'],
    [','.repeat(1_900_000), TOO_MANY_DELIMITERS],
    [`name,salary\n${',;\t'.repeat(170_000)}`, TOO_MANY_DELIMITERS],
    ['a'.repeat(2_000_001), 'The salary file has more than 2,000,000 characters'],
    [
      '"name,salary\nAnna,1',
      'The header of the salary file cannot be read: a quote (") opens a cell in this line and is never closed',
    ],
    [
      'n'.repeat(4_097),
      'The header of the salary file cannot be read: the cell is longer than 4,096 characters',
    ],
  ])('of the wrong size is refused (%#)', (salaries, message) => {
    expect(refusal(salaries).message).toBe(message);
  });

  it('with a cell of more than 4 kB is refused', () => {
    const error = refusal(`name,salary,projection,notes\nAnna,9000,1,${'n'.repeat(4_097)}`);
    expect(error.details).toEqual([
      { line: 2, column: 'notes', detail: 'the cell is longer than 4,096 characters' },
    ]);
  });

  it('may hold as many drivers as a portfolio takes', () => {
    const { drivers } = parseSlate({ salaries: fileOf(200) });
    expect(canRun(drivers)).toBe(true);
    const oneMore = [...drivers, { ...drivers[0], id: 'one more' }];
    expect(canRun(oneMore)).toBe(false);
  });
});
