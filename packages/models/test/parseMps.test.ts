import { describe, expect, it } from 'vitest';

import { parseMps } from '../src/index.ts';
import { plain } from './support/models.ts';

const HEAD = ['NAME test', 'ROWS', ' N cost', ' L most', ' G least', ' E same'];
const COLUMNS = ['COLUMNS', ' x cost 1 most 2', ' x least 3', ' y same 4.5'];

function read(...rest: string[]) {
  return plain(parseMps([...HEAD, ...COLUMNS, ...rest, 'ENDATA'].join('\n')));
}

describe('an MPS file', () => {
  it('is read into columns', () => {
    expect(read()).toEqual({
      name: 'test',
      sense: 'minimize',
      offset: 0,
      columns: {
        names: ['x', 'y'],
        cost: [1, 0],
        lower: [0, 0],
        upper: [Infinity, Infinity],
        types: [0, 0],
      },
      rows: { names: ['most', 'least', 'same'], lower: [-Infinity, 0, 0], upper: [0, Infinity, 0] },
      matrix: { starts: [0, 2, 3], indices: [0, 1, 2], values: [2, 3, 4.5] },
    });
  });

  it('may have comments, empty lines, tabs and the line ends of Windows', () => {
    const text = ['* by hand', ...HEAD, ...COLUMNS, '', 'RHS', '\trhs\tmost\t5', 'ENDATA', '* end'];
    expect(parseMps(text.join('\r\n')).rows.upper[0]).toBe(5);
  });

  it('takes the right-hand side of the objective for minus its constant', () => {
    expect(read('RHS', ' rhs cost 12 most 3').offset).toBe(-12);
  });

  it('may leave out the name of a set', () => {
    const model = read('RHS', ' most 3 least 2', 'RANGES', ' most 1', 'BOUNDS', ' UP x 4', ' FR y');
    expect(model.rows).toMatchObject({ lower: [2, 2, 0], upper: [3, Infinity, 0] });
    expect(model.columns).toMatchObject({ lower: [0, -Infinity], upper: [4, Infinity] });
  });

  it.each([
    ['MAX', 'maximize'],
    ['MAXIMIZE', 'maximize'],
    ['MIN', 'minimize'],
    ['MINIMIZE', 'minimize'],
  ])('says with OBJSENSE %s to %s, on a line of its own or on the same', (word, sense) => {
    expect(read('OBJSENSE', ` ${word}`).sense).toBe(sense);
    expect(read(`OBJSENSE ${word}`).sense).toBe(sense);
  });

  it('leaves out rows of type N but for the first', () => {
    const text = ['ROWS', ' N cost', ' N other', ' L c', 'COLUMNS', ' x cost 1 other 5', ' x c 2'];
    const model = parseMps([...text, 'RHS', ' r other 3 c 4', 'ENDATA'].join('\n'));
    expect(plain(model)).toMatchObject({
      offset: 0,
      columns: { cost: [1] },
      rows: { names: ['c'], upper: [4] },
    });
  });

  it.each([
    ['most', 4, [6, 10]],
    ['most', -4, [6, 10]],
    ['least', 4, [10, 14]],
    ['least', -4, [10, 14]],
    ['same', 4, [10, 14]],
    ['same', -4, [6, 10]],
  ])('gives the row %s with a range of %d the bounds %j', (row, range, bounds) => {
    const { rows } = read('RHS', ` rhs ${row} 10`, 'RANGES', ` rng ${row} ${range}`);
    const index = rows.names.indexOf(row);
    expect([rows.lower[index], rows.upper[index]]).toEqual(bounds);
  });

  it.each([
    [['LO b x 2'], [2, Infinity, 0]],
    [['UP b x 2'], [0, 2, 0]],
    [['UP b x -2'], [-Infinity, -2, 0]],
    [['UP b x 0'], [0, 0, 0]],
    [
      ['LO b x -3', 'UP b x -2'],
      [-3, -2, 0],
    ],
    [['FX b x 2'], [2, 2, 0]],
    [['FR b x'], [-Infinity, Infinity, 0]],
    [['MI b x'], [-Infinity, Infinity, 0]],
    [
      ['MI b x', 'UP b x 7'],
      [-Infinity, 7, 0],
    ],
    [['PL b x'], [0, Infinity, 0]],
    [['BV b x'], [0, 1, 1]],
    [['LI b x 2'], [2, Infinity, 1]],
    [['UI b x 2'], [0, 2, 1]],
    [['SC b x 2'], [0, 2, 2]],
    [['UP b x 1e30'], [0, Infinity, 0]],
    [['LO b x -1e20'], [-Infinity, Infinity, 0]],
  ])('reads the bounds %j as %j', (bounds, [lower, upper, type]) => {
    const { columns } = read('BOUNDS', ...bounds.map((line) => ` ${line}`));
    expect([columns.lower[0], columns.upper[0], columns.types[0]]).toEqual([lower, upper, type]);
  });

  it('takes columns between markers for integer, at most 1 unless a bound says otherwise', () => {
    const markers = [" M1 'MARKER' 'INTORG'", ' a cost 1', ' b cost 1', " M2 'MARKER' 'INTEND'"];
    const bounds = ['BOUNDS', ' LO b b 0', 'ENDATA'];
    const model = parseMps([...HEAD, 'COLUMNS', ...markers, ' c cost 1', ...bounds].join('\n'));
    expect(plain(model).columns).toMatchObject({
      types: [1, 1, 0],
      upper: [1, Infinity, Infinity],
    });
  });

  it('may be in fixed format, with spaces in names', () => {
    const text = [
      'NAME          A TEST',
      'ROWS',
      ' N  COST',
      ' L  MY ROW',
      'COLUMNS',
      '    MY COL    COST               1.5   MY ROW             2.5',
      'RHS',
      '              MY ROW              4.',
      'BOUNDS',
      ' UP BND       MY COL              3.',
      'ENDATA',
    ];
    expect(plain(parseMps(text.join('\n')))).toMatchObject({
      name: 'A TEST',
      columns: { names: ['MY COL'], cost: [1.5], upper: [3] },
      rows: { names: ['MY ROW'], upper: [4] },
      matrix: { values: [2.5] },
    });
  });
});
