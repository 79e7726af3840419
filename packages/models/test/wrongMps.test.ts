import { describe, expect, it } from 'vitest';

import { MODEL_LIMITS, ModelError, parseMps } from '../src/index.ts';

const HEAD = ['NAME test', 'ROWS', ' N cost', ' L most', ' G least', ' E same'];
const COLUMNS = ['COLUMNS', ' x cost 1 most 2', ' x least 3', ' y same 4.5'];

function errorOf(text: string): ModelError {
  try {
    parseMps(text);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('It was read');
}

/** What is wrong with a good beginning and these lines, the first of which is line 11. */
function wrong(...rest: string[]): ModelError {
  return errorOf([...HEAD, ...COLUMNS, ...rest].join('\n'));
}

describe('a wrong MPS file', () => {
  it.each([
    ['nan', '"nan" is not a number'],
    ['inf', '"inf" is not a number'],
    ['0x10', '"0x10" is not a number'],
    ['1,5', '"1,5" is not a number'],
    ['1e999', '"1e999" is too large'],
    ['abc', '"abc" is not a number'],
    ['1_000', '"1_000" is not a number'],
    ['1e15', 'the coefficient 1000000000000000 is larger than 100000000000000, which is the most'],
  ])('with the number %s says where it is', (number, detail) => {
    expect(wrong(` z most ${number}`)).toMatchObject({
      detail,
      place: { line: 11, column: 9 },
      message: `Line 11, column 9: ${detail}`,
    });
  });

  it.each([
    [[' x most 1'], 'the column "x" was there before, with others in between', [11, 2]],
    [[' y same 1'], 'the column "y" has a second entry in row "same"', [11, 4]],
    [[' z cost 1 cost 2'], 'the column "z" has a second entry in row "cost"', [11, 11]],
    [[' z nowhere 1'], 'there is no row "nowhere"', [11, 4]],
    [[' z most'], 'a line of COLUMNS does not have 2 fields', [11, 4]],
    [[" M 'MARKER' 'INTEND'"], "'INTEND' has nothing to begin or to end", [11, 13]],
    [[" M 'MARKER' 'SOSORG'"], "a marker must say 'INTORG' or 'INTEND'", [11, 13]],
    [[" M 'MARKER' 'INTORG'", 'RHS'], "an 'INTORG' has no 'INTEND'", [12, 1]],
    [['RHS', ' r most 1', ' r most 2'], 'the row "most" has a second right-hand side', [13, 4]],
    [['RHS', ' r cost 1', ' r cost 2'], 'the row "cost" has a second right-hand side', [13, 4]],
    [['RHS', ' r most 1', ' s least 2'], 'RHS has a second set, "s": which one is meant?', [13, 2]],
    [['RHS', ' r same 1e20'], 'no row of type E can reach 100000000000000000000', [12, 9]],
    [['RHS', ' r most -1e20'], 'no row of type L can reach -100000000000000000000', [12, 9]],
    [['RANGES', ' r cost 1'], 'the row "cost" is of type N, which has no range', [12, 4]],
    [['RANGES', ' r most 1 most 1'], 'the row "most" has a second range', [12, 11]],
    [['BOUNDS', ' UP b x 1', ' UP b x 2'], 'the column "x" has a second upper bound', [13, 7]],
    [['BOUNDS', ' FX b x 1', ' LO b x 1'], 'the column "x" has a second lower bound', [13, 7]],
    [['BOUNDS', ' XX b x 1'], '"XX" is no type of bound', [12, 2]],
    [['BOUNDS', ' __proto__ b x 1'], '"__proto__" is no type of bound', [12, 2]],
    [['BOUNDS', ' constructor b x 1'], '"constructor" is no type of bound', [12, 2]],
    [['OBJSENSE', ' __proto__'], 'OBJSENSE must be MIN, MINIMIZE, MAX or MAXIMIZE', [12, 2]],
    [['BOUNDS', ' UP b z 1'], 'there is no column "z"', [12, 7]],
    [['BOUNDS', ' UP x'], 'a bound of type UP needs a number', [12, 2]],
    [['BOUNDS', ' UI b x 1.5'], 'a bound of type UI must be a whole number', [12, 9]],
    [['BOUNDS', ' LO b x 1e20'], 'no value can keep a bound of type LO so large', [12, 9]],
    [['BOUNDS', ' SC b x 1e9'], 'a bound of type SC can be at most 100000', [12, 9]],
    [['ROWS'], 'there is a second section ROWS', [11, 1]],
    [['QUADOBJ'], 'a section "QUADOBJ" is more than a linear model can say', [11, 1]],
    [['HELLO'], '"HELLO" is no section of an MPS file', [11, 1]],
    [['RHS rhs'], 'there is something after RHS', [11, 5]],
    [['OBJSENSE', ' BEST'], 'OBJSENSE must be MIN, MINIMIZE, MAX or MAXIMIZE', [12, 2]],
    [['RHS', ' r most 1'], 'the text ends without ENDATA: it is cut off', [12, 1]],
    [['ENDATA', ' x most 1'], 'there is something after ENDATA', [12, 1]],
    [[' z most 1\u0000'], 'there is a control character, so this is not plain text', [11, 10]],
  ])('%j is refused: %s', (rest, detail, [line, column]) => {
    expect(wrong(...rest)).toMatchObject({ detail, place: { line, column } });
  });

  it.each([
    [[], 'the text ends without ENDATA: it is cut off'],
    [['<html>'], '"<html>" is no section of an MPS file'],
    [[' N cost'], 'a line of data is in no section'],
    [['ROWS', ' X r'], '"X" is no type of row'],
    [['ROWS', ' L r', ' L r'], 'there are two rows "r"'],
    [['COLUMNS'], 'COLUMNS comes before ROWS'],
    [['ROWS', 'RHS'], 'RHS comes before COLUMNS'],
    [['ROWS', ' L r', 'COLUMNS', 'ENDATA'], 'no row is of type N: there is no objective'],
  ])('of the lines %j is refused: %s', (lines, detail) => {
    expect(errorOf(lines.join('\n')).detail).toBe(detail);
  });

  it('with something between the fields of fixed format is refused there', () => {
    const text = ['ROWS', ' N  MY COST', ' L  MY ROW   x', 'COLUMNS', 'ENDATA'].join('\n');
    expect(errorOf(text)).toMatchObject({
      detail: 'there is something between two fields of the fixed format',
      place: { line: 3, column: 14 },
    });
  });

  it.each([
    [{ textLength: 10 }, 'the text is longer than 10 characters, which is the most'],
    [{ rows: 2 }, 'there are more than 2 rows, which is the most'],
    [{ columns: 1 }, 'there are more than 1 columns, which is the most'],
    [{ nonzeros: 2 }, 'there are more than 2 entries, which is the most'],
    [{ nameLength: 3 }, 'the name is longer than 3 characters, which is the most'],
  ])('beyond the limit %j is refused', (limit, detail) => {
    const text = [...HEAD, ...COLUMNS, 'ENDATA'].join('\n');
    expect(() => parseMps(text, { ...MODEL_LIMITS, ...limit })).toThrow(detail);
  });
});
