import { AppError, Driver } from '@pitwall/contract';

import { reportTwins, reportTwoSalaries, unusedColumns } from '../columns/findColumns.ts';
import type { Values } from '../columns/readRow.ts';
import { type Columns, placeOf, type Source } from '../columns/source.ts';
import type { FileErrors } from '../csv/fileErrors.ts';
import { cutFile, type Row, type Table, toTable } from '../csv/parseTable.ts';
import { quoteText } from '../csv/quoteText.ts';
import { findPool } from '../entries/findPool.ts';
import type { DriverStatus } from './driverStatus.ts';
import { type ReadSalaryRow, readSalaryRow } from './readSalaryRow.ts';
import { recognizeFormat } from './recognizeFormat.ts';
import type { SalaryFormat } from './salaryFormats.ts';

export type SalaryRow = {
  line: number;
  /** Its projection is 0 where the file gives none. */
  driver: Driver;
  /** Which column gave the projection, if any did. */
  projectionFrom: string | undefined;
  status: DriverStatus | undefined;
};

export type SalaryFile = {
  table: Table;
  format: SalaryFormat;
  columns: Columns;
  rows: readonly SalaryRow[];
  unusedColumns: readonly string[];
  /** Those that give projections, the best first. */
  projectionColumns: readonly string[];
};

// The limit of the contract for one portfolio
const MAX_DRIVERS = 200;

/** Reads a salary file of any accepted format; what is wrong in its rows goes to `errors`. */
export function readSalaries(text: string, errors: FileErrors): SalaryFile {
  const cut = cutFile('salary file', text);
  const table = toTable(findPool(cut)?.cut ?? cut, errors);
  const { format, columns } = recognizeFormat(table);
  checkDriverCount(table.rowCount);
  const source = { table, columns, errors };
  reportTwins(source);
  reportTwoSalaries(source, format.aliases);

  const mayLackSalary = format.site !== undefined && hasAnySalary(source);
  const read = table.rows.map((row) => ({ row, ...readSalaryRow(source, row, mayLackSalary) }));
  reportSameIds(source, read);
  const rows = read.flatMap((one) => createSalaryRow(format, one));
  return {
    table,
    format,
    columns,
    rows: dropSeriesName(format, rows),
    unusedColumns: unusedColumns(source, format.ignored),
    projectionColumns: findProjectionColumns(format, columns),
  };
}

/** A column that is empty from top to bottom was lost, and says nothing about a driver. */
function hasAnySalary({ table, columns }: Source): boolean {
  return table.rows.some(({ cells }) => cells[columns.get('salary') ?? -1]);
}

function findProjectionColumns({ averageColumn }: SalaryFormat, columns: Columns): string[] {
  return [
    ...(columns.has('projection') ? ['projection'] : []),
    ...(averageColumn && columns.has('average') ? [averageColumn] : []),
  ];
}

function checkDriverCount(count: number): void {
  if (count > 0 && count <= MAX_DRIVERS) return;
  const message =
    count === 0
      ? 'The salary file has no drivers below its header'
      : `The salary file has ${count} drivers; a slate holds at most ${MAX_DRIVERS}`;
  throw new AppError('invalid_slate_file', message);
}

function reportSameIds(source: Source, read: readonly { row: Row; values: Values }[]): void {
  const lines = new Map<string, number>();
  const field = source.columns.has('id') ? 'id' : 'name';
  for (const { row, values } of read) {
    if (values.id === undefined) continue;
    const first = lines.get(values.id);
    if (first === undefined) {
      lines.set(values.id, row.line);
      continue;
    }
    const reason = `the ${field} ${quoteText(values.id)} is already on line ${first}`;
    source.errors.add(placeOf(source, row, field), reason);
  }
}

function createSalaryRow(
  format: SalaryFormat,
  { row, values, status }: { row: Row } & ReadSalaryRow,
): SalaryRow[] {
  const {
    nameAndId: _nameAndId,
    position: _position,
    injury: _injury,
    game: _game,
    average,
    projection,
    ...fields
  } = values;
  const driver = Driver.safeParse({ ...fields, projection: projection ?? average ?? 0 });
  const averageFrom = average === undefined ? undefined : format.averageColumn;
  const projectionFrom = projection === undefined ? averageFrom : 'projection';
  // What a row lacks here has been reported where its cell was read
  return driver.success ? [{ line: row.line, driver: driver.data, projectionFrom, status }] : [];
}

/** The NASCAR exports put the name of the series, cut short, where other sports have the team. */
function dropSeriesName({ site }: SalaryFormat, rows: readonly SalaryRow[]): readonly SalaryRow[] {
  const teams = new Set(rows.map((row) => row.driver.team));
  teams.delete(undefined);
  if (site === undefined || teams.size > 1) return rows;
  return rows.map((row) => {
    const { team: _team, ...driver } = row.driver;
    return { ...row, driver };
  });
}
