import { AppError } from '@pitwall/contract';

import { columnKey } from '../columns/findColumns.ts';
import type { CutFile } from '../csv/parseTable.ts';
import { SALARY_FORMATS } from '../salaries/salaryFormats.ts';
import { type EntriesFormat, findEntriesFormat } from './entriesFormats.ts';

/** The player pool of an entries file as if it were a file of its own, and where it begins. */
export type Pool = { cut: CutFile; format: EntriesFormat; line: number; column: number };

/** Nothing for a file of another kind; throws if an entries file has no pool that can be read. */
export function findPool(cut: CutFile): Pool | undefined {
  const [top, ...rows] = cut.rows;
  const format = top && findEntriesFormat(top);
  if (!format) return undefined;
  const known = columnsOfPool(format);
  const index = rows.findIndex(({ cells }) => cells.some((cell) => isMark(format, cell)));
  const header = rows[index];
  if (!header) throw noPool(cut, format);
  let column = header.cells.findIndex((cell) => isMark(format, cell));
  while (known.has(columnKey(header.cells[column - 1] ?? ''))) column -= 1;
  const below = rows.slice(index).map((row) => ({ ...row, cells: row.cells.slice(column) }));
  const pool = below.filter(({ cells }) => cells.some((cell) => cell !== ''));
  return { cut: { ...cut, rows: pool }, format, line: header.line, column };
}

function isMark({ poolMark }: EntriesFormat, cell: string): boolean {
  return columnKey(cell) === poolMark;
}

function columnsOfPool({ site }: EntriesFormat): Set<string> {
  const format = SALARY_FORMATS.find((one) => one.site === site);
  return new Set([...Object.values(format?.aliases ?? {}).flat(), ...(format?.ignored ?? [])]);
}

function noPool({ file, rows }: CutFile, { title }: EntriesFormat): AppError {
  const broken = rows.find(({ quoteError }) => quoteError);
  const message = `The ${file} is ${title}, and has no player pool below or beside its entries`;
  const details = broken ? [{ line: broken.line, detail: broken.quoteError ?? '' }] : [];
  return new AppError('invalid_slate_file', message, { details });
}
