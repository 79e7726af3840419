import { columnKey } from '../columns/findColumns.ts';
import type { FileErrors } from '../csv/fileErrors.ts';
import { type Table, toTable } from '../csv/parseTable.ts';
import { quoteText } from '../csv/quoteText.ts';
import { splitMark } from '../salaries/driverStatus.ts';
import type { Pool } from './findPool.ts';

/** What the site wants in the cell of each driver, by his id. */
export type PoolCells = ReadonlyMap<string, string>;

/** What is wrong in the rows of the pool goes to `errors`. */
export function readPool({ cut, format }: Pool, errors: FileErrors): PoolCells {
  const table = toTable(cut, errors);
  const keys = table.header.cells.map(columnKey);
  const idAt = keys.indexOf('id');
  const cellAt = keys.indexOf(format.cellKeys.find((key) => keys.includes(key)) ?? '');
  const lines = new Map<string, number>();
  const pool = new Map<string, string>();
  for (const { line, cells } of table.rows) {
    const [id = '', cell = ''] = [cells[idAt], cells[cellAt]];
    const reason = findReason(id, cell, lines.get(id));
    if (reason !== undefined) errors.add(placeIn(table, line), reason);
    lines.set(id, line);
    pool.set(id, cell);
  }
  return pool;
}

function placeIn({ file }: Table, line: number) {
  return { file, line };
}

function findReason(id: string, cell: string, first: number | undefined): string | undefined {
  if (id === '') return 'a driver of the player pool has no id';
  if (first !== undefined) return `the id ${quoteText(id)} is already on line ${first}`;
  // Sorting one column alone in a spreadsheet hands the ids to other drivers
  if (idIn(splitMark(cell).name) !== id)
    return `${quoteText(cell)} does not have the id of the row, ${id}`;
  return undefined;
}

/** The id in a cell of a site: of `Name (id)`, of `id:Name`, or of an id alone. */
export function idIn(cell: string): string {
  return /\(([^()]+)\)$/.exec(cell)?.[1] ?? /^([\w-]+):/.exec(cell)?.[1] ?? cell;
}
