import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { cutCells } from '../src/csv/cutCells.ts';
import { cutFile, isFilled } from '../src/csv/parseTable.ts';

const PIECES = ['a', 'b c', ',', ',', '"', '""', '"x"', '\n', '\r\n', '\r', ' ', '\uFEFF'];
const texts = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 40 })
  .map((parts) => parts.join(''));

it('cells are the same as those of a table, wherever the quotes of a text are sound', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const rows = cutCells(text, ',').filter(isFilled);
      const others = cutFile('entries file', `${text}\n,`).rows;
      if (rows.some(({ quoteError }) => quoteError)) return;
      const bare = rows.map(({ line, cells, quoteError }) => ({ line, cells, quoteError }));
      expect(bare.map(withLf)).toEqual(others);
    }),
    { numRuns: 2_000 },
  );
});

it('cells and what is between them are the whole text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const spans = cutCells(text, ',').flatMap((row) => row.spans);
      const [first, ...others] = spans;
      const gaps = others.map(({ from }, index) => text.slice(spans[index]?.to, from));
      expect(gaps.filter((gap) => !/^(?:,|\r\n?|\n)$/.test(gap))).toEqual([]);
      expect(['', '\uFEFF']).toContain(text.slice(0, first?.from));
      expect(text.slice(spans.at(-1)?.to ?? 0)).toMatch(/^(?:\r\n?|\n)?$|^\uFEFF$/);
    }),
    { numRuns: 2_000 },
  );
});

/** A table knows one kind of line end only. */
function withLf<R extends { cells: readonly string[] }>(row: R): R {
  return { ...row, cells: row.cells.map((cell) => cell.replaceAll(/\r\n?/g, '\n')) };
}
