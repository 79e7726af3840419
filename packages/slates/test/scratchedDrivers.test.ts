import { describe, expect, it } from 'vitest';

import { fillEntries, parseSlate } from '../src/index.ts';
import { entriesFile, open, portfolioOf } from './entriesText.ts';
import { refusalOf } from './refusalOf.ts';
import { draftKingsFile, fanDuelFile } from './salaryText.ts';

const ANNA = { name: 'Anna Apex', id: '11' };
const BO = { name: 'Bo Banking', id: '12' };

/** The file with columns more, whose cells are empty but in the row of Bo. */
function withColumns(names: string, cells: string): string {
  const [header, anna, bo] = draftKingsFile([ANNA, BO], '\n').split('\n');
  const none = cells.replaceAll(/[^,]/g, '');
  return [`${header},${names}`, `${anna},${none}`, `${bo},${cells}`].join('\n');
}

describe('a scratched driver', () => {
  it.each([
    ['a mark behind the name', draftKingsFile([ANNA, { ...BO, name: 'Bo Banking (OUT)' }]), 'OUT'],
    [
      'a mark in brackets',
      draftKingsFile([ANNA, { ...BO, name: 'Bo Banking [Withdrawn]' }]),
      'Withdrawn',
    ],
    [
      'a mark behind the id',
      draftKingsFile([ANNA, BO]).replace('(12),Bo Banking', '(12) (OUT),Bo Banking (OUT)'),
      'OUT',
    ],
    ['the game', draftKingsFile([ANNA, { ...BO, game: 'Scratched' }]), 'Scratched'],
    ['an injury', withColumns('Injury', 'O'), 'O'],
    ['an injury status', withColumns('Injury Status', 'out'), 'out'],
    ['a status', withColumns('Status', 'DNQ'), 'DNQ'],
    ['a salary of 0', draftKingsFile([ANNA, { ...BO, salary: '0' }]), 'no salary'],
    ['an empty salary', draftKingsFile([ANNA, { ...BO, salary: '' }]), 'no salary'],
    [
      'an empty salary, and a mark',
      draftKingsFile([ANNA, { ...BO, salary: '', name: 'Bo Banking (WD)' }]),
      'WD',
    ],
  ])('is left out and named where the file says so by %s', (_, salaries, word) => {
    const { drivers, warnings } = parseSlate({ salaries });
    expect(drivers.map(({ name, exclude }) => [name, exclude])).toEqual([
      ['Anna Apex', false],
      ['Bo Banking', true],
    ]);
    expect(warnings).toEqual([`Excluded as injured or out: Bo Banking (${word})`]);
  });

  it('is known in a plain file too, where a salary of 0 is the word of its author', () => {
    const salaries = 'id,name,salary,projection,status\n1,Anna,0,1,Active\n2,Bo,,1,Out\n';
    const { drivers, warnings } = parseSlate({ salaries });
    expect(drivers.map(({ exclude }) => exclude)).toEqual([false, true]);
    expect(warnings).toEqual(['Excluded as injured or out: Bo (Out)']);
    const unsaid = refusalOf(() => parseSlate({ salaries: salaries.replace('Out', '') }));
    expect(unsaid.details).toEqual([{ line: 3, column: 'salary', detail: 'the salary is empty' }]);
  });

  it('is one with a salary in a list that has lost all of them', () => {
    const salaries = fanDuelFile([ANNA, BO]).replaceAll(',9500,', ',,');
    expect(refusalOf(() => parseSlate({ salaries })).details).toHaveLength(2);
  });

  it('keeps what is part of a name, and a race that is called as it likes', () => {
    const salaries = draftKingsFile([{ ...ANNA, name: 'Anna Apex (i)', game: 'Out West 400' }]);
    expect(parseSlate({ salaries })).toMatchObject({
      drivers: [{ name: 'Anna Apex (i)', exclude: false }],
      warnings: [],
    });
  });

  it('must not be locked', () => {
    const salaries = withColumns('Status,Lock', 'OUT,yes');
    expect(refusalOf(() => parseSlate({ salaries })).details).toEqual([
      { line: 3, column: 'Lock', detail: 'the driver is both locked and out (OUT)' },
    ]);
  });

  it('may stand in the pool of an entries file', () => {
    const text = entriesFile([open(1, '70')]).replace('Hal (108),Hal', 'Hal (108) (OUT),Hal (OUT)');
    expect(fillEntries(text, portfolioOf(['ABCDEF'])).filled).toBe(1);
    expect(parseSlate({ salaries: text }).warnings).toEqual([
      'Excluded as injured or out: Hal (OUT)',
    ]);
  });
});
