import { describe, expect, it } from 'vitest';

import { parseSlate } from '../src/index.ts';
import { refusalOf } from './refusalOf.ts';
import { draftKingsFile, fanDuelFile } from './salaryText.ts';

const ANNA = { name: 'Anna Apex', id: '11' };
const DRAFTKINGS = draftKingsFile([ANNA], '\n');
const FANDUEL = fanDuelFile([ANNA]);

const EXPORT = ', or use the salary export (“Export to CSV” on the draft page)';
const refusal = (salaries: string) => refusalOf(() => parseSlate({ salaries }));

/** A pool as DraftKings puts it beside and below the entries of a template. */
const template = (top: string[], pool: string) =>
  [
    ...top,
    ...pool
      .trim()
      .split('\n')
      .map((line) => `,,,,,,,,${line}`),
  ].join('\n');

describe('a header below the first line', () => {
  it.each([
    ['a title', `My slate\n${DRAFTKINGS}`, 2],
    ['a title and a blank line', `"My slate,\nsaved today"\n\n${FANDUEL}`, 4],
    ['a title above semicolons', `My slate\n${DRAFTKINGS.replaceAll(',', ';')}`, 2],
    ['a title above tabs', `My slate\n\n${DRAFTKINGS.replaceAll(',', '\t')}`, 3],
    ['a title above a plain file', 'My slate\nname,salary,projection\nAnna,1,1', 2],
    [
      'the lineup template',
      template(['D,D,D,D,D,D,,Instructions', ',,,,,,,1. Locate', ',,,,,,,2. Do not'], DRAFTKINGS),
      4,
    ],
  ])('is found under %s', (_, salaries, line) => {
    const error = refusal(salaries);
    expect(error.code).toBe('invalid_slate_file');
    expect(error.message).toBe(
      `The header of the salary file is on line ${line}: delete the lines above it${EXPORT}`,
    );
    expect(error.details).toEqual([{ line, detail: 'the header is here, below other lines' }]);
  });

  it('is found in a projections file', () => {
    const projections = 'Race day\n\nname,projection\nAnna Apex,3';
    const error = refusalOf(() => parseSlate({ salaries: DRAFTKINGS, projections }));
    expect(error.message).toBe(
      'The header of the projections file is on line 3: delete the lines above it',
    );
    expect(error.details).toEqual([
      { line: 3, detail: 'the header is here, below other lines (in the projections file)' },
    ]);
  });

  it('is looked for in the first lines only', () => {
    expect(refusal(`${'title\n'.repeat(30)}${DRAFTKINGS}`).message).toMatch(/is not known/);
  });

  it('serves once the lines above it are gone', () => {
    const salaries = template([], DRAFTKINGS);
    expect(parseSlate({ salaries }).drivers).toMatchObject([{ id: '11', name: 'Anna Apex' }]);
  });
});

describe('the line sep= of Excel', () => {
  it.each(['sep=;\r\n', 'SEP=;\n', '\uFEFFsep=;\r\n'])('is passed over (%j)', (sep) => {
    const salaries = `${sep}id;name;salary;projection\n1;Anna;9000;1,5\n2;Bo;cheap;1`;
    const error = refusal(salaries);
    expect(error.details).toEqual([
      { line: 4, column: 'salary', detail: '“cheap” is not a whole number of dollars' },
    ]);
    const sound = parseSlate({ salaries: `${sep}id;name;salary;projection\n1;Anna;9000;1,5` });
    expect(sound.drivers).toMatchObject([{ name: 'Anna', projection: 1.5 }]);
  });
});

describe('a file that lacks a column of a site', () => {
  it.each([
    ['Id', 'looks like a FanDuel player list without column Id'],
    ['Nickname', 'looks like a FanDuel player list without column Nickname'],
    ['Salary', 'looks like a FanDuel player list without column Salary'],
  ])('says so of a FanDuel list without %s', (column, reason) => {
    const error = refusal(FANDUEL.replace(new RegExp(`(^|,)${column},`), '$1Other,'));
    expect(error.message).toContain(reason);
  });

  it('says so of a DraftKings export', () => {
    const error = refusal(DRAFTKINGS.replace(',Salary,', ',Cost,'));
    expect(error.message).toContain('looks like a DraftKings salary export without column Salary');
  });
});
