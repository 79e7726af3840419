import { AppError } from '@pitwall/contract';
import Papa from 'papaparse';

import { checkEncoding } from './checkEncoding.ts';
import { type FileErrors, type FileName, toDetail } from './fileErrors.ts';
import {
  type Delimiter,
  findDelimiter,
  hasMoreDelimiters,
  SEARCHED_LINES,
} from './findDelimiter.ts';
import { findRowError } from './findRowError.ts';

/** Cells come without the spaces around them; `line` counts from 1 in the file. */
export type Row = { line: number; cells: readonly string[] };

export type Table = {
  file: FileName;
  delimiter: Delimiter;
  header: Row;
  /** The header and what is near it, where a header below other lines is looked for. */
  firstRows: readonly Row[];
  /** How many rows the file has, blank ones aside. */
  rowCount: number;
  /** The rows that can be read cell by cell. */
  rows: readonly Row[];
};

export type CutRow = Row & { quoteError: string | undefined };

/** The rows of a file that are not blank, before one of them is taken for the header. */
export type CutFile = { file: FileName; delimiter: Delimiter; rows: readonly CutRow[] };

const MAX_CHARACTERS = 2_000_000;
const MAX_ROWS = 5_000;
const MAX_COLUMNS = 100;
// As many as the largest table has: before it is cut, a file of nothing else would keep us busy for long
const MAX_DELIMITERS = MAX_ROWS * MAX_COLUMNS;
// Blank lines are not rows, but without an end to them a file of nothing else would fill the memory
const MAX_LINES = 2 * MAX_ROWS;

// What Excel takes for its delimiter; left empty, the line still counts
const SEPARATOR_LINE = /^\uFEFF?"?sep=[,;\t]"?[,;\t]*(?=\n)/i;

export const QUOTE_ERRORS = {
  MissingQuotes: 'a quote (") opens a cell in this line and is never closed',
  InvalidQuotes: 'a quoted cell in this line goes on after its closing quote (")',
} as const;

/** Cuts a CSV file into a header and rows; rows that cannot be cut are reported and left out. */
export function parseTable(file: FileName, text: string, errors: FileErrors): Table {
  return toTable(cutFile(file, text), errors);
}

export function cutFile(file: FileName, text: string): CutFile {
  if (text.length > MAX_CHARACTERS) throw tooMuch(file, MAX_CHARACTERS, 'characters');
  // One kind of line end, because a file edited on two systems carries both
  const lines = text.replaceAll(/\r\n?/g, '\n').replace(SEPARATOR_LINE, '');
  checkEncoding(file, lines);
  if (hasMoreDelimiters(lines, MAX_DELIMITERS)) {
    throw tooMuch(file, MAX_DELIMITERS, 'commas, semicolons and tabs');
  }
  const delimiter = findDelimiter(lines);
  const cut = cutRows(lines, delimiter);
  if (cut.length === MAX_LINES) throw tooMuch(file, MAX_ROWS, 'rows');
  return { file, delimiter, rows: cut.filter(isFilled) };
}

export function isFilled({ cells }: Row): boolean {
  return cells.some((cell) => cell !== '');
}

/** The first row as the header of the others; rows that cannot be read cell by cell are reported. */
export function toTable({ file, delimiter, rows: cut }: CutFile, errors: FileErrors): Table {
  const [header, ...rows] = cut;
  if (!header) throw new AppError('invalid_slate_file', `The ${file} is empty`);
  if (header.cells.length > MAX_COLUMNS) throw tooMuch(file, MAX_COLUMNS, 'columns');
  if (rows.length > MAX_ROWS) throw tooMuch(file, MAX_ROWS, 'rows');
  const headerError = findRowError(header, header, delimiter);
  if (headerError) throw unreadable(file, header, headerError.reason);

  const sound = rows.filter((row) => {
    const error = findRowError(row, header, delimiter);
    if (error) errors.add({ file, line: row.line, column: error.column }, error.reason);
    return !error;
  });
  const firstRows = cut.filter(({ line }) => line <= SEARCHED_LINES);
  return { file, delimiter, header, firstRows, rowCount: rows.length, rows: sound };
}

function cutRows(text: string, delimiter: Delimiter): CutRow[] {
  // Papa takes a byte order mark away itself
  const parsed = Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: MAX_LINES });
  const quoteErrors = new Map(parsed.errors.map((error) => [error.row, quoteErrorOf(error)]));
  let line = 1;
  return parsed.data.map((cells, index) => {
    const row = {
      line,
      cells: cells.map((cell) => cell.trim()),
      quoteError: quoteErrors.get(index),
    };
    line += cells.join('').split('\n').length;
    return row;
  });
}

function quoteErrorOf({ code, message }: Papa.ParseError): string {
  return code in QUOTE_ERRORS ? QUOTE_ERRORS[code as keyof typeof QUOTE_ERRORS] : message;
}

function unreadable(file: FileName, { line }: Row, reason: string): AppError {
  const message = `The header of the ${file} cannot be read: ${reason}`;
  return new AppError('invalid_slate_file', message, {
    details: [toDetail({ place: { file, line }, reason })],
  });
}

function tooMuch(file: FileName, limit: number, what: string): AppError {
  const message = `The ${file} has more than ${limit.toLocaleString('en-US')} ${what}`;
  return new AppError('invalid_slate_file', message);
}
