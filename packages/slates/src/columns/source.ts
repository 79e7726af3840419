import type { FileErrors, Place } from '../csv/fileErrors.ts';
import type { Table } from '../csv/parseTable.ts';
import type { Field } from './fields.ts';

/** Which cell of a row holds which field. */
export type Columns = ReadonlyMap<Field, number>;

/** A table whose columns are known, and the list that its errors go to. */
export type Source = { table: Table; columns: Columns; errors: FileErrors };

export function placeOf(
  { table, columns }: Pick<Source, 'table' | 'columns'>,
  row: { line: number },
  field: Field,
): Place {
  const column = table.header.cells[columns.get(field) ?? -1];
  return { file: table.file, line: row.line, column };
}
