import { Driver } from '@pitwall/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseSlate } from '../src/index.ts';
import { refusalOf } from './refusalOf.ts';

const OPEN = { minExposure: 0, lock: false, exclude: false };

const FIELDS = Object.keys(Driver.shape) as (keyof Driver)[];

describe('a plain file', () => {
  it('gives the drivers, and leaves open for which site', () => {
    const slate = parseSlate({ salaries: 'id,name,salary,projection\na1,Anna Apex,9000,41.5' });
    expect(slate).toEqual({
      format: 'plain',
      projectionSource: 'projection',
      warnings: [],
      drivers: [
        {
          id: 'a1',
          name: 'Anna Apex',
          salary: 9_000,
          projection: 41.5,
          ...OPEN,
        },
      ],
    });
  });

  it('reads every field of a driver, however its column is spelt', () => {
    const salaries = [
      'ID,Driver,DK_Salary,Proj,Team,Make,start_position,Std Dev,OWN,Min Exposure,MAX_EXPOSURE,Lock,exclude',
      'a1,Anna,"$9,000",-1.5,Ironwood,Kestrel,12,9.25,12.5%,.1,90%,no,No',
      'b2,Bo,4700,8,,,,,,,,X,0',
    ].join('\n');
    expect(parseSlate({ salaries }).drivers).toEqual([
      {
        id: 'a1',
        name: 'Anna',
        salary: 9_000,
        projection: -1.5,
        team: 'Ironwood',
        manufacturer: 'Kestrel',
        startPosition: 12,
        stdDev: 9.25,
        ownership: 0.125,
        minExposure: 0.1,
        maxExposure: 0.9,
        lock: false,
        exclude: false,
      },
      {
        id: 'b2',
        name: 'Bo',
        salary: 4_700,
        projection: 8,
        minExposure: 0,
        lock: true,
        exclude: false,
      },
    ]);
  });

  it('takes the name for the id where there is no column id', () => {
    const slate = parseSlate({ salaries: 'name,salary,projection\nAnna,9000,1' });
    expect(slate.drivers[0]).toMatchObject({ id: 'Anna', name: 'Anna' });
    expect(slate.warnings).toEqual([
      'The salary file has no column id: names serve as ids, so no DraftKings upload file can be written',
    ]);
    const long = `name,salary,projection\n${'A'.repeat(65)},9000,1\nBo,1,1\nBo,1,1`;
    expect(refusalOf(() => parseSlate({ salaries: long })).details).toEqual([
      {
        line: 2,
        column: 'name',
        detail: `“${'A'.repeat(40)}…” is longer than 64 characters, and there is no id column`,
      },
      { line: 4, column: 'name', detail: 'the name “Bo” is already on line 3' },
    ]);
  });

  it.each(['$10,800', '"$10,800"', '10800', '10800.0', '$ 10800'])(
    'reads the salary %s',
    (text) => {
      const cell = text.startsWith('"') ? text : `"${text}"`;
      const salaries = `name,salary,projection\nAnna,${cell},1`;
      expect(parseSlate({ salaries }).drivers[0]?.salary).toBe(10_800);
    },
  );

  it('is refused where a spreadsheet has rounded an id', () => {
    const salaries = 'id,name,salary,projection\n2.68E+07,Anna,1,1\n"2,68E+07",Bo,1,1\n1e5,Cy,1,1';
    const reason =
      'is an id that a spreadsheet has rounded; format the column as whole numbers and save the file again';
    expect(refusalOf(() => parseSlate({ salaries })).details).toEqual([
      { line: 2, column: 'id', detail: `“2.68E+07” ${reason}` },
      { line: 3, column: 'id', detail: `“2,68E+07” ${reason}` },
    ]);
  });

  it('reads an id that was saved with a decimal point as the whole number it is', () => {
    const salaries = 'id,name,salary,projection\n26774370.0,Anna,1,1';
    const projections = 'id,projection\n26774370.00,5';
    expect(parseSlate({ salaries, projections }).drivers).toMatchObject([
      { id: '26774370', projection: 5 },
    ]);
  });

  it('names the columns it does not use, so that a misspelt one is seen', () => {
    const salaries = 'id,name,salary,projection,max_exposr\n1,Anna,9000,1,0.5';
    expect(parseSlate({ salaries }).warnings).toEqual([
      'Columns of the salary file not used: max_exposr',
    ]);
  });

  it('is refused without a projection column and without a projections file', () => {
    const refusal = refusalOf(() => parseSlate({ salaries: 'name,salary\nAnna,9000' }));
    expect(refusal.message).toBe(
      'The salary file has no column projection, and no projections file was given: one of them must hold the projections',
    );
    expect(refusal.details).toEqual([{ line: 1, detail: 'there is no column projection' }]);
  });

  it('reads back any drivers written as a plain file', () => {
    fc.assert(
      fc.property(anyDrivers(), fc.constantFrom('\n', '\r\n'), (drivers, lineEnd) => {
        const rows = drivers.map((driver) => FIELDS.map((field) => quote(driver[field])).join(','));
        const salaries = [FIELDS.join(','), ...rows].join(lineEnd);
        expect(parseSlate({ salaries }).drivers).toEqual(drivers);
      }),
    );
  });
});

function quote(value: Driver[keyof Driver]): string {
  return value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`;
}

const text = (maxLength: number) =>
  fc
    .string({ minLength: 1, maxLength, unit: 'binary' })
    .map((value) => value.replaceAll('\r', '\n').trim())
    // What no text in UTF-8 holds
    .map((value) => value.replaceAll(/[\0\uFFFD]/g, '').trim())
    .filter((value) => value !== '' && value.length <= maxLength);
// Control characters are refused where a site would have to take them
const nameText = (maxLength: number) =>
  text(maxLength).filter((value) => !/[\p{Cc}\u2028\u2029]/u.test(value));
// + 0, because a file does not keep the sign of -0
const number = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => value + 0);

function anyDrivers(): fc.Arbitrary<Driver[]> {
  const wishes = fc.oneof(
    fc.record({ minExposure: fc.constant(0), lock: fc.boolean(), exclude: fc.constant(false) }),
    fc.record({ minExposure: fc.constant(0), lock: fc.constant(false), exclude: fc.boolean() }),
    fc
      .tuple(number(0, 1), number(0, 1))
      .map(([a, b]) => ({ minExposure: Math.min(a, b), maxExposure: Math.max(a, b) }))
      .map((exposures) => ({ ...exposures, lock: false, exclude: false })),
  );
  const facts = fc.record(
    {
      id: nameText(64),
      name: nameText(100),
      salary: fc.integer({ min: 0, max: 1_000_000 }),
      projection: number(-10_000, 10_000),
      team: text(100),
      manufacturer: text(100),
      startPosition: fc.integer({ min: 1, max: 1_000 }),
      stdDev: number(0, 10_000),
      ownership: number(0, 1),
    },
    { requiredKeys: ['id', 'name', 'salary', 'projection'] },
  );
  const driver = fc.tuple(facts, wishes).map(([fact, wish]) => ({ ...fact, ...wish }));
  return fc.uniqueArray(driver, { minLength: 1, maxLength: 200, selector: ({ id }) => id });
}
