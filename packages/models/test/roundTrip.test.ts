import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ModelError, parseModelJson, parseMps } from '../src/index.ts';
import { arbitraryModel } from './support/arbitraryModel.ts';
import { LP, MIP, plain } from './support/models.ts';
import { fixed, free, writeMps } from './support/writeMps.ts';

/** Passes for a model that can be read and one that is refused; anything else is thrown on. */
function readOrRefuse(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ModelError) || error.detail === '') throw error;
  }
}

describe.each([
  ['free', free],
  ['fixed', fixed],
])('a model written in %s format', (_format, set) => {
  it('is read as it was', () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        expect(plain(parseMps(writeMps(model, set)))).toEqual(plain(model));
      }),
      { numRuns: 300 },
    );
  });

  it('is refused or read, but never breaks the reader, when it is cut off or changed', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        '\n',
        '\t',
        '-',
        '1e',
        'nan',
        'ROWS',
        '\nBOUNDS\n',
        '__proto__',
        '\0',
      ),
      fc.string(),
    );
    const change = fc.record({ seed: fc.nat(), length: fc.nat(40), put: piece });
    fc.assert(
      fc.property(arbitraryModel, change, (model, { seed, length, put }) => {
        const text = writeMps(model, set);
        const at = seed % text.length;
        readOrRefuse(() => parseMps(text.slice(0, at)));
        readOrRefuse(() => parseMps(text.slice(0, at) + put + text.slice(at + length)));
      }),
      { numRuns: 500 },
    );
  });

  it('is never read when its end is missing', () => {
    const text = writeMps(MIP, set);
    const end = text.indexOf('ENDATA') + 'ENDATA'.length;
    for (let length = 0; length < end; length += 1) {
      expect(() => parseMps(text.slice(0, length))).toThrow(ModelError);
    }
  });
});

describe('the readers', () => {
  it('refuse any text and any value that is no model', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => readOrRefuse(() => parseMps(text))),
    );
    fc.assert(fc.property(fc.jsonValue(), (value) => readOrRefuse(() => parseModelJson(value))));
  });

  it('read names of every sort as names', () => {
    const names = ['__proto__', 'constructor', 'toString', 'NaN', '12'];
    const variables = names.map((name) => ({ name }));
    const json = JSON.parse(
      JSON.stringify({ sense: 'minimize', variables, constraints: [] }).replace(
        '[]',
        '[{"name":"__proto__","lower":1,"terms":{"__proto__":1,"constructor":2,"12":3}}]',
      ),
    ) as unknown;
    const { columns, matrix } = parseModelJson(json);
    expect(columns.names).toEqual(names);
    expect([...matrix.values]).toEqual([1, 2, 3]);
    const text = writeMps(parseModelJson(json), free);
    expect(plain(parseMps(text)).matrix).toEqual(plain(parseModelJson(json)).matrix);
  });

  it('are used by the small models of these tests as well', () => {
    for (const model of [LP, MIP]) {
      expect(plain(parseMps(writeMps(model, free)))).toEqual({ ...plain(model), name: '' });
    }
  });
});
