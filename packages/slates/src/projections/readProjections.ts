import { AppError } from '@pitwall/contract';

import { type Aliases, OWN_FILE_ALIASES } from '../columns/fields.ts';
import { findColumns, reportTwins, unusedColumns } from '../columns/findColumns.ts';
import { findMisplacedHeader } from '../columns/findMisplacedHeader.ts';
import { readRow, type Values } from '../columns/readRow.ts';
import { type Columns, placeOf, type Source } from '../columns/source.ts';
import type { FileErrors } from '../csv/fileErrors.ts';
import { parseTable, type Row, type Table } from '../csv/parseTable.ts';
import { quoteText } from '../csv/quoteText.ts';

export type ProjectionRow = {
  line: number;
  id: string | undefined;
  name: string | undefined;
  /** What the row says about the driver it means. */
  values: Omit<Values, 'id' | 'name' | 'nameAndId' | 'position' | 'injury' | 'game' | 'average'>;
};

export type ProjectionsFile = {
  table: Table;
  columns: Columns;
  rows: readonly ProjectionRow[];
  unusedColumns: readonly string[];
};

const { salary: _salary, lock: _lock, exclude: _exclude, ...aliases } = OWN_FILE_ALIASES;
const PROJECTIONS_ALIASES: Aliases = aliases;

const WHO = ['id', 'name', 'nameAndId'] as const;

/** Reads the second file; what is wrong in its rows goes to `errors`. */
export function readProjections(text: string, errors: FileErrors): ProjectionsFile {
  const table = parseTable('projections file', text, errors);
  const columns = findColumns(table.header.cells, PROJECTIONS_ALIASES);
  const source = { table, columns, errors };
  checkHeader(source);
  reportTwins(source);
  const rows = table.rows.map((row) => readProjectionRow(source, row));
  return { table, columns, rows, unusedColumns: unusedColumns(source, ['salary']) };
}

function checkHeader({ table, columns }: Source): void {
  if (!isComplete(columns)) {
    const isHeader = ({ cells }: Row) => isComplete(findColumns(cells, PROJECTIONS_ALIASES));
    throw findMisplacedHeader(table, isHeader) ?? unknownHeader(table);
  }
  if (table.rowCount > 0) return;
  const message = 'The projections file has no drivers below its header';
  throw new AppError('invalid_slate_file', message);
}

function isComplete(columns: Columns): boolean {
  return WHO.some((field) => columns.has(field)) && columns.has('projection');
}

function unknownHeader({ header }: Table): AppError {
  const found = quoteText(header.cells.join(','), 200);
  const detail = 'the header is not known (in the projections file)';
  return new AppError(
    'invalid_slate_file',
    `The projections file needs a column id or name, and a column projection. Found: ${found}`,
    { details: [{ line: header.line, detail }] },
  );
}

function readProjectionRow(source: Source, row: Row): ProjectionRow {
  reportNobody(source, row);
  const {
    id,
    name,
    nameAndId,
    position: _position,
    injury: _injury,
    game: _game,
    average: _average,
    ...values
  } = readRow(source, row);
  const both = /^(?<name>.*?)\s*\((?<id>[^()]+)\)$/s.exec(nameAndId ?? '')?.groups;
  const who = { id: id ?? both?.['id'], name: name ?? both?.['name'] ?? nameAndId };
  return { line: row.line, ...who, values };
}

function reportNobody(source: Source, row: Row): void {
  const fields = WHO.filter((field) => source.columns.has(field));
  if (fields.some((field) => row.cells[source.columns.get(field) ?? -1])) return;
  const reason = `the row has no ${fields.includes('id') ? 'id' : 'name'}`;
  source.errors.add(placeOf(source, row, fields[0] ?? 'name'), reason);
}
