import { type PortfolioResult, ROUTES } from '@pitwall/contract';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';

import { writeLineups } from '../src/index.ts';
import { refusalOf } from './refusalOf.ts';

type Names = Record<string, string>;

const SIX: Names = {
  11: 'Anna Apex',
  12: 'José Báñez Jr.',
  13: "A.J. O'Dell",
  14: 'Dee "Dee" Drift',
  15: 'Eve, the Elder',
  16: '=Fay',
};
const IDS = Object.keys(SIX);

function resultOf(names: Names, lineups: string[][], site: PortfolioResult['site']) {
  return {
    site,
    lineups: lineups.map((drivers) => ({ drivers, salary: 49_900, projection: -1.25 })),
    exposures: Object.entries(names).map(([id, name]) => ({ id, name, lineups: 1, share: 1 })),
  };
}

describe('a DraftKings upload file', () => {
  it('is that of the API’s description for the result that is shown there', () => {
    const { example } = ROUTES.getResult.answers[200];
    expect(writeLineups(example, 'draftkings')).toBe(ROUTES.getResultCsv.answers[200].example);
  });

  it('has six columns D and cells of exactly Name (ID), quoted only where CSV needs it', () => {
    const result = resultOf(SIX, [IDS, IDS.toReversed()], 'draftkings');
    expect(writeLineups(result, 'draftkings').split('\r\n')).toEqual([
      'D,D,D,D,D,D',
      'Anna Apex (11),José Báñez Jr. (12),A.J. O\'Dell (13),"Dee ""Dee"" Drift (14)","Eve, the Elder (15)",=Fay (16)',
      '=Fay (16),"Eve, the Elder (15)","Dee ""Dee"" Drift (14)",A.J. O\'Dell (13),José Báñez Jr. (12),Anna Apex (11)',
      '',
    ]);
  });

  it('gives back the ids and the names, whatever the names', () => {
    const name = fc.string({ minLength: 1, maxLength: 100, unit: 'binary' });
    const names = fc.uniqueArray(fc.tuple(fc.stringMatching(/^\d{8}$/), name), {
      minLength: 6,
      maxLength: 6,
      selector: ([id]) => id,
    });
    fc.assert(
      fc.property(names, (drivers) => {
        const ids = drivers.map(([id]) => id);
        const result = resultOf(Object.fromEntries(drivers), [ids], 'draftkings');
        const text = writeLineups(result, 'draftkings');
        const [, cells] = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' }).data;
        expect(cells).toEqual(drivers.map(([id, driver]) => `${driver} (${id})`));
        expect(cells?.map((cell) => /\((\d+)\)$/.exec(cell)?.[1])).toEqual(ids);
      }),
    );
  });
});

describe('a DraftKings upload file of drivers without ids of DraftKings', () => {
  it.each(['Anna Apex', '2.68E+07', '26774370.0', 'a11'])('is refused for the id %s', (id) => {
    const { 11: _anna, ...others } = SIX;
    const names = { ...others, [id]: 'Anna Apex' };
    const lineup = Object.keys(names);
    const error = refusalOf(() =>
      writeLineups(resultOf(names, [lineup], 'draftkings'), 'draftkings'),
    );
    expect([error.code, error.message]).toEqual([
      'invalid_request',
      `DraftKings takes ids of digits alone, and that of “Anna Apex” is “${id}”: take the salary file that DraftKings exports, or a column id with the ids of DraftKings, and build the lineups anew`,
    ]);
  });
});

describe('a FanDuel upload file', () => {
  it('has five columns Driver and the ids as they are', () => {
    const ids = ['129318-1', '129318-2', '129318-3', '129318-4', '129318-5'];
    const names = Object.fromEntries(ids.map((id) => [id, `Driver ${id}`]));
    expect(writeLineups(resultOf(names, [ids], 'fanduel'), 'fanduel')).toBe(
      `Driver,Driver,Driver,Driver,Driver\r\n${ids.join(',')}\r\n`,
    );
  });
});

describe('a plain file of lineups', () => {
  it('has the names, the salary and the projection of each lineup', () => {
    const result = resultOf(
      SIX,
      [
        ['11', '15'],
        ['12', '13'],
      ],
      'draftkings',
    );
    expect(writeLineups(result, 'plain').split('\r\n')).toEqual([
      'lineup,driver1,driver2,salary,projection',
      '1,Anna Apex,"Eve, the Elder",49900,-1.25',
      "2,José Báñez Jr.,A.J. O'Dell,49900,-1.25",
      '',
    ]);
  });

  it.each(['=', '+', '-', '@', '\t', '\r'])(
    'keeps a spreadsheet from running a name with %j',
    (sign) => {
      const names = { 1: `${sign}HYPERLINK("x")` };
      const [, row] = Papa.parse<string[]>(
        writeLineups(resultOf(names, [['1']], 'fanduel'), 'plain'),
        {
          newline: '\r\n',
        },
      ).data;
      expect(row).toEqual(['1', `'${sign}HYPERLINK("x")`, '49900', '-1.25']);
    },
  );
});

describe('writeLineups', () => {
  it.each(['draftkings', 'fanduel', 'plain'] as const)(
    'has nothing to write as %s without lineups',
    (format) => {
      const error = refusalOf(() => writeLineups(resultOf(SIX, [], 'draftkings'), format));
      expect([error.code, error.message]).toEqual([
        'result_has_no_lineups',
        'The portfolio has no lineups to write',
      ]);
    },
  );

  it.each([
    ['draftkings', 5, 'DraftKings takes lineups of 6 drivers; those of this portfolio have 5'],
    ['fanduel', 6, 'FanDuel takes lineups of 5 drivers; those of this portfolio have 6'],
  ] as const)('refuses lineups that %s would refuse', (site, size, message) => {
    const error = refusalOf(() => writeLineups(resultOf(SIX, [IDS.slice(0, size)], site), site));
    expect([error.code, error.message]).toEqual(['invalid_request', message]);
  });

  it('refuses to write the drivers of one site for the other', () => {
    const error = refusalOf(() => writeLineups(resultOf(SIX, [IDS], 'fanduel'), 'draftkings'));
    expect([error.code, error.message]).toEqual([
      'invalid_request',
      'The portfolio is for FanDuel: DraftKings does not know its drivers',
    ]);
  });
});
