import { describe, expect, it } from 'vitest';

import { parseSlate } from '../src/index.ts';
import { refusalOf } from './refusalOf.ts';

const REASON = 'the file is not UTF-8; save it as “CSV UTF-8”';

describe('a file in another encoding than UTF-8', () => {
  it.each([
    [
      'Windows-1252',
      'name,salary,projection\r\nAnna,9000,1\r\nDaniel Su\uFFFDrez,9000,1\r\nBo\uFFFD,x,',
      3,
    ],
    ['UTF-16', 'name,salary\nAnna,1'.replaceAll(/./g, '$&\u0000'), 1],
  ])('is refused with one error for %s', (_, salaries, line) => {
    const error = refusalOf(() => parseSlate({ salaries }));
    expect(error.code).toBe('invalid_slate_file');
    expect(error.message).toBe('The salary file is not UTF-8; save it as “CSV UTF-8”');
    expect(error.details).toEqual([{ line, detail: REASON }]);
  });

  it('is refused as the projections file too', () => {
    const salaries = 'name,salary\nDaniel,9000';
    const projections = 'name,projection\nDaniel Su\uFFFDrez,1';
    const error = refusalOf(() => parseSlate({ salaries, projections }));
    expect(error.message).toBe('The projections file is not UTF-8; save it as “CSV UTF-8”');
    expect(error.details).toEqual([{ line: 2, detail: `${REASON} (in the projections file)` }]);
  });
});
