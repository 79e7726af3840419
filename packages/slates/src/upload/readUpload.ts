import { AppError, type Driver, type ErrorDetail, type Site, SITE_RULES } from '@pitwall/contract';
import Papa from 'papaparse';

import { findDelimiter } from '../csv/findDelimiter.ts';
import { quoteText } from '../csv/quoteText.ts';

export type UploadFor = { site: Site; drivers: readonly Pick<Driver, 'id' | 'name'>[] };

type Row = { line: number; cells: readonly string[] };

const MAX_DETAILS = 200;
/** Lineups, open entries, and what is beside and below them: more is no file of lineups. */
const MAX_ROWS = 25_000;
/** What the sites call the columns of a lineup. */
const SEATS: Record<Site, string> = { draftkings: 'd', fanduel: 'driver' };

/**
 * The lineups of an upload file or of an entries file, as ids. Rows with no driver at all are passed over:
 * entries that are still open, and the pool beside them. All that is wrong is in the details of one
 * AppError, by line.
 */
export function readUpload(text: string, { site, drivers }: UploadFor): string[][] {
  const rows = cutRows(text);
  const header = rows.find(({ cells }) => seatsOf(cells, site).length > 0);
  const { rosterSize } = SITE_RULES[site];
  const seats = seatsOf(header?.cells ?? [], site).slice(0, rosterSize);
  if (!header || seats.length < rosterSize) throw noHeader(site, header?.line ?? 1);
  const known = new Set(drivers.map(({ id }) => id));
  const errors: ErrorDetail[] = [];
  const lineups: string[][] = [];
  for (const { line, cells } of rows) {
    if (errors.length > MAX_DETAILS) break;
    const own = seats.map((seat) => cells[seat] ?? '');
    if (line <= header.line || own.every((cell) => cell === '')) continue;
    const ids = own.map((cell) => idIn(cell, known));
    const reasons = own.flatMap((cell, seat) => reasonAgainst(cell, seat, ids) ?? []);
    errors.push(...reasons.map((detail) => ({ line, detail })));
    lineups.push(ids.map((id) => id ?? ''));
  }
  if (errors.length > 0) throw wrongRows(errors);
  if (lineups.length === 0) throw new AppError('invalid_slate_file', 'The file has no lineups');
  return lineups;
}

/** A cell in quotes may have a line end in it, so rows know where they begin. */
function cutRows(text: string): Row[] {
  const lines = text.replaceAll(/\r\n?/g, '\n');
  const { data } = Papa.parse<string[]>(lines, {
    delimiter: findDelimiter(lines),
    newline: '\n',
    preview: MAX_ROWS + 1,
  });
  if (data.length > MAX_ROWS) {
    throw new AppError('invalid_slate_file', `The file has more than ${MAX_ROWS} rows`);
  }
  let line = 1;
  return data.map((cells) => {
    const row = { line, cells: cells.map((cell) => cell.trim()) };
    line += cells.join('').split('\n').length;
    return row;
  });
}

function seatsOf(header: readonly string[], site: Site): number[] {
  return [...header.keys()].filter((column) => header[column]?.toLowerCase() === SEATS[site]);
}

/** Of `Name (ID)`, `ID:Name` or the id alone. */
function idIn(cell: string, known: ReadonlySet<string>): string | undefined {
  const inBrackets = /\(([^()]+)\)(?: \(LOCKED\))?$/.exec(cell)?.[1];
  const forms = [cell, inBrackets, cell.split(':')[0]];
  return forms.find((form) => form !== undefined && known.has(form));
}

function reasonAgainst(
  cell: string,
  seat: number,
  ids: readonly (string | undefined)[],
): string | undefined {
  const id = ids[seat];
  if (cell === '') return `driver ${seat + 1} of ${ids.length} is missing`;
  if (id === undefined) return `no driver of the slate is ${quoteText(cell)}`;
  return ids.indexOf(id) < seat ? `${quoteText(cell)} is in this lineup twice` : undefined;
}

function noHeader(site: Site, line: number): AppError {
  const { rosterSize } = SITE_RULES[site];
  const name = site === 'draftkings' ? 'D' : 'Driver';
  const detail = `the header has no ${rosterSize} columns ${name}`;
  return new AppError('invalid_slate_file', `The file has no lineups of ${site}: ${detail}`, {
    details: [{ line, detail }],
  });
}

function wrongRows(errors: readonly ErrorDetail[]): AppError {
  const count = errors.length === 1 ? '1 error' : `${errors.length} errors`;
  const all = errors.length > MAX_DETAILS ? `more than ${MAX_DETAILS} errors` : count;
  return new AppError('invalid_slate_file', `The file has ${all}`, {
    details: errors.slice(0, MAX_DETAILS),
  });
}
