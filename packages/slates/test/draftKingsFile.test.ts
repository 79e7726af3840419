import { describe, expect, it } from 'vitest';

import { parseSlate } from '../src/index.ts';
import { refusalOf } from './refusalOf.ts';
import { DRAFTKINGS_HEADER, draftKingsFile } from './salaryText.ts';

const OPEN = { minExposure: 0, lock: false, exclude: false };

const ANNA = { name: 'Anna Apex', id: '11111111', salary: '10800', average: '32.3' };
const BO = { name: 'Bo Banking Jr.', id: '22222222', salary: '4700', average: '0' };

describe('a DraftKings salary export', () => {
  it('gives the drivers with AvgPointsPerGame as their projection', () => {
    expect(parseSlate({ salaries: draftKingsFile([ANNA, BO]) })).toEqual({
      format: 'draftkings',
      site: 'draftkings',
      projectionSource: 'AvgPointsPerGame',
      warnings: [],
      drivers: [
        {
          id: '11111111',
          name: 'Anna Apex',
          salary: 10_800,
          projection: 32.3,
          ...OPEN,
        },
        {
          id: '22222222',
          name: 'Bo Banking Jr.',
          salary: 4_700,
          projection: 0,
          ...OPEN,
        },
      ],
    });
  });

  it.each([
    ['with LF line ends', draftKingsFile([ANNA, BO], '\n')],
    ['with CR line ends', draftKingsFile([ANNA, BO], '\r')],
    ['with a byte order mark', `\uFEFF${draftKingsFile([ANNA, BO])}`],
    [
      'with a byte order mark before a quote',
      `\uFEFF"Position"${draftKingsFile([ANNA, BO]).slice(8)}`,
    ],
    ['with blank lines', `\n\n${draftKingsFile([ANNA, BO], '\n\n')}\n,,,,,,,,\n`],
    [
      'with a header in capitals',
      draftKingsFile([ANNA, BO]).replace(/^.*/, (h) => h.toUpperCase()),
    ],
    ['with spaces around cells', draftKingsFile([ANNA, BO]).replaceAll(',', ' , ')],
    ['with every cell quoted', draftKingsFile([ANNA, BO]).replaceAll(/[^,\r\n]+/g, '"$&"')],
    ['with semicolons', draftKingsFile([ANNA, BO]).replaceAll(',', ';')],
    ['with tabs', draftKingsFile([ANNA, BO]).replaceAll(',', '\t')],
    ['with semicolons and decimal commas', decimalCommas(draftKingsFile([ANNA, BO]))],
    ['with empty cells after the last column', draftKingsFile([ANNA, BO]).replaceAll('\r', ',,\r')],
  ])('reads the same %s', (_, salaries) => {
    expect(parseSlate({ salaries })).toEqual(parseSlate({ salaries: draftKingsFile([ANNA, BO]) }));
  });

  it('reads columns in any order, and names those it does not use', () => {
    const salaries = [
      'Salary,Nickname,AvgPointsPerGame,ID,Name,Name + ID',
      '"$10,800",Ace,32.3,11111111,Anna Apex,Anna Apex (11111111)',
    ].join('\n');
    const slate = parseSlate({ salaries });
    expect(slate.drivers[0]).toMatchObject({ id: '11111111', salary: 10_800, projection: 32.3 });
    expect(slate.warnings).toEqual(['Columns of the salary file not used: Nickname']);
  });

  it('takes TeamAbbrev for a team only where it tells drivers apart', () => {
    const same = parseSlate({ salaries: draftKingsFile([ANNA, BO]) });
    expect(same.drivers.map((driver) => 'team' in driver)).toEqual([false, false]);
    const different = parseSlate({
      salaries: draftKingsFile([
        { ...ANNA, team: 'IRW' },
        { ...BO, team: 'HAL' },
      ]),
    });
    expect(different.drivers.map((driver) => driver.team)).toEqual(['IRW', 'HAL']);
  });

  it('gives a driver without an average 0 points, and says so', () => {
    const slate = parseSlate({ salaries: draftKingsFile([ANNA, { ...BO, average: '' }]) });
    expect(slate.drivers[1]?.projection).toBe(0);
    expect(slate.warnings).toEqual([
      'Without AvgPointsPerGame, so with a projection of 0: Bo Banking Jr.',
    ]);
  });

  it('is refused without AvgPointsPerGame and without a projections file', () => {
    const salaries = `Name + ID,Name,ID,Salary\nAnna (1),Anna,1,9000`;
    expect(refusalOf(() => parseSlate({ salaries })).message).toMatch(/no column AvgPointsPerGame/);
    const projections = 'id,projection\n1,20';
    expect(parseSlate({ salaries, projections }).drivers[0]?.projection).toBe(20);
  });

  it('is refused when its rows are of another sport', () => {
    const salaries = draftKingsFile([{ ...ANNA, position: 'QB' }]);
    expect(refusalOf(() => parseSlate({ salaries })).details).toEqual([
      {
        line: 2,
        column: 'Position',
        detail: '“QB” is not the position of a NASCAR driver, which is D',
      },
    ]);
  });

  it('is refused when one of its columns was sorted alone', () => {
    const salaries = `${DRAFTKINGS_HEADER}\nD,Anna (1),Anna,2,D,9000,Pitwall 400,Nasca,30`;
    expect(refusalOf(() => parseSlate({ salaries })).details).toEqual([
      {
        line: 2,
        column: 'Name + ID',
        detail: '“Anna (1)” does not end in the id of the row, (2)',
      },
    ]);
  });
});

function decimalCommas(text: string): string {
  return text.replaceAll(',', ';').replaceAll(/(\d)\.(\d)/g, '$1,$2');
}
