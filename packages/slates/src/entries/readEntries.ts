import { AppError, SITE_RULES } from '@pitwall/contract';

import { columnKey } from '../columns/findColumns.ts';
import { readCell } from '../columns/readCell.ts';
import { cutCells, type SpannedRow } from '../csv/cutCells.ts';
import { FileErrors } from '../csv/fileErrors.ts';
import type { Delimiter } from '../csv/findDelimiter.ts';
import { type CutFile, cutFile, isFilled, type Row } from '../csv/parseTable.ts';
import { quoteText } from '../csv/quoteText.ts';
import {
  ENTRIES_FORMATS,
  type EntriesFormat,
  findEntriesFormat,
  FIRST_SEAT,
  headerOf,
} from './entriesFormats.ts';
import { findPool, type Pool } from './findPool.ts';
import { type PoolCells, readPool } from './readPool.ts';
import { type Reading, readSeats } from './readSeats.ts';

export type Contest = { id: string; name: string };

/** One reserved entry, which is a row of the file. */
export type Entry = {
  row: SpannedRow;
  contest: Contest;
  /** The ids of its lineup; none if it is empty or to be overwritten. */
  drivers: readonly string[];
};

export type EntriesFile = {
  format: EntriesFormat;
  delimiter: Delimiter;
  entries: readonly Entry[];
  pool: PoolCells;
};

const FILE = 'entries file';

/** Reads an entries file of DraftKings or FanDuel; everything wrong in its rows is in one AppError. */
export function readEntries(text: string, overwrite: boolean): EntriesFile {
  const { delimiter } = cutFile(FILE, text);
  const rows = cutCells(text, delimiter).filter(isFilled);
  const cut: CutFile = { file: FILE, delimiter, rows };
  const format = requireFormat(cut);
  const errors = new FileErrors();
  for (const { line, quoteError } of rows) {
    if (quoteError) errors.add({ file: FILE, line }, quoteError);
  }
  errors.throwIfAny();
  const found = findPool(cut);
  if (!found) throw new Error('An entries file was not known for one');
  const pool = readPool(found, errors);
  const reading = { format, pool, overwrite, errors };
  const entries = entryRows(rows, found, format).map((row) => readEntry(row, reading));
  reportSameIds(entries, errors);
  errors.throwIfAny();
  if (entries.length > 0) return { format, delimiter, entries, pool };
  throw new AppError('invalid_slate_file', `The ${FILE} has no entries`);
}

function requireFormat({ rows }: CutFile): EntriesFormat {
  const [header] = rows;
  if (!header) throw new AppError('invalid_slate_file', `The ${FILE} is empty`);
  const format = findEntriesFormat(header);
  if (format && hasSeats(header, format)) return format;
  const accepted = ENTRIES_FORMATS.map((one) => `${one.title} (${headerOf(one)})`).join(' or ');
  const found = quoteText(header.cells.join(','), 200);
  throw new AppError(
    'invalid_slate_file',
    `The header of the ${FILE} is not known. It may be that of ${accepted}. Found: ${found}`,
    { details: [{ line: header.line, detail: 'the header is not known' }] },
  );
}

/** As many as the site has for a race: what is of another sport has other ones. */
function hasSeats({ cells }: Row, { site, seat }: EntriesFormat): boolean {
  const keys = cells.slice(FIRST_SEAT).map(columnKey);
  const others = keys.findIndex((key) => key !== seat.key);
  return (others === -1 ? keys.length : others) === SITE_RULES[site].rosterSize;
}

/** A pool to the right of the entries has entries beside it; one below them ends them. */
function entryRows(
  [, ...rows]: readonly SpannedRow[],
  pool: Pool,
  { site }: EntriesFormat,
): SpannedRow[] {
  const width = FIRST_SEAT + SITE_RULES[site].rosterSize;
  const above = pool.column < width ? rows.filter(({ line }) => line < pool.line) : rows;
  return above.filter(({ cells }) => cells.slice(0, width).some((cell) => cell !== ''));
}

function readEntry(row: SpannedRow, reading: Reading): Entry {
  const { format, errors } = reading;
  const place = { file: FILE, line: row.line } as const;
  const valueOf = (name: 'entryId' | 'contestId') => {
    const text = row.cells[format.columns.indexOf(name)] ?? '';
    const what = name === 'entryId' ? 'entry id' : 'contest id';
    const cell = readCell('id', text, ',');
    if (text === '') errors.add(place, `the ${what} is empty`);
    else if (cell.type === 'wrong') errors.add(place, cell.reason);
    return text;
  };
  valueOf('entryId');
  const name = row.cells[format.columns.indexOf('contestName')] ?? '';
  const contest = { id: valueOf('contestId'), name };
  return { row, contest, drivers: readSeats(row, reading) };
}

function reportSameIds(entries: readonly Entry[], errors: FileErrors): void {
  const lines = new Map<string, number>();
  for (const { row } of entries) {
    const [id = ''] = row.cells;
    const first = lines.get(id);
    if (first === undefined) lines.set(id, row.line);
    else if (id !== '') {
      const reason = `the entry id ${quoteText(id)} is already on line ${first}`;
      errors.add({ file: FILE, line: row.line }, reason);
    }
  }
}
