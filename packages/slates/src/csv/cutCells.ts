import type { Delimiter } from './findDelimiter.ts';
import { type CutRow, QUOTE_ERRORS } from './parseTable.ts';

/** Where a cell stands in the text: from its opening quote, if it has one, to what ends it. */
type Span = { from: number; to: number };

/** A row whose cells can be replaced where they stand. */
export type SpannedRow = CutRow & { spans: readonly Span[] };

type CutCell = { span: Span; value: string; quoteError?: string };

const MARK = '\uFEFF';

/** Cuts a text into the same cells as `cutFile`, and says where in it each of them stands. */
export function cutCells(text: string, delimiter: Delimiter): SpannedRow[] {
  const rows: SpannedRow[] = [];
  let at = text.startsWith(MARK) ? MARK.length : 0;
  let line = 1;
  while (at < text.length) {
    const cells = cutRow(text, delimiter, at);
    const end = skipLineEnd(text, cells.at(-1)?.span.to ?? at);
    rows.push({
      line,
      cells: cells.map(({ value }) => value.trim()),
      spans: cells.map(({ span }) => span),
      quoteError: cells.find(({ quoteError }) => quoteError)?.quoteError,
    });
    line += text.slice(at, end).match(/\r\n?|\n/g)?.length ?? 0;
    at = end;
  }
  return rows;
}

function cutRow(text: string, delimiter: Delimiter, start: number): CutCell[] {
  const cells: CutCell[] = [];
  let at = start;
  do {
    const cell = text[at] === '"' ? cutQuoted(text, delimiter, at) : cutBare(text, delimiter, at);
    cells.push(cell);
    at = cell.span.to + 1;
  } while (text[at - 1] === delimiter);
  return cells;
}

function cutBare(text: string, delimiter: Delimiter, from: number): CutCell {
  const to = findEnd(text, delimiter, from);
  return { span: { from, to }, value: text.slice(from, to) };
}

function cutQuoted(text: string, delimiter: Delimiter, from: number): CutCell {
  const quote = findClosingQuote(text, from + 1);
  if (quote === -1) {
    const span = { from, to: text.length };
    return { span, value: text.slice(from), quoteError: QUOTE_ERRORS.MissingQuotes };
  }
  const span = { from, to: findEnd(text, delimiter, quote + 1) };
  if (text.slice(quote + 1, span.to).trim() !== '') {
    return { span, value: text.slice(from, span.to), quoteError: QUOTE_ERRORS.InvalidQuotes };
  }
  return { span, value: text.slice(from + 1, quote).replaceAll('""', '"') };
}

/** Two quotes are one inside the cell. */
function findClosingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function findEnd(text: string, delimiter: Delimiter, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') {
    at += 1;
  }
  return at;
}

function skipLineEnd(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? at + 2 : at + 1;
}
