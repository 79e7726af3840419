import { quoteText } from '../csv/quoteText.ts';
import type { Aliases, Field } from './fields.ts';
import { type Columns, placeOf, type Source } from './source.ts';

/** A column name as it is compared: `Name + ID`, `name_id` and `nameId` are all `nameid`. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

export function findColumns(header: readonly string[], aliases: Aliases): Columns {
  const keys = header.map(columnKey);
  const columns = new Map<Field, number>();
  for (const [field, names] of Object.entries(aliases)) {
    const name = names.find((alias) => keys.includes(alias));
    if (name !== undefined) columns.set(field as Field, keys.indexOf(name));
  }
  return columns;
}

/** Reading either of two columns of one name would be a guess. */
export function reportTwins({ table, columns, errors }: Source): void {
  const keys = table.header.cells.map(columnKey);
  for (const [field, index] of columns) {
    const twin = keys.indexOf(keys[index] ?? '', index + 1);
    if (twin === -1) continue;
    const name = quoteText(table.header.cells[twin] ?? '');
    const reason = `two columns are named ${name}; remove one of them`;
    errors.add(placeOf({ table, columns }, table.header, field), reason);
  }
}

/** The prices of two sites in one file do not say for which the lineups are. */
export function reportTwoSalaries({ table, errors }: Source, aliases: Aliases): void {
  const names: readonly string[] = aliases.salary ?? [];
  const rivals = table.header.cells.filter((name) => names.includes(columnKey(name)));
  const [one = '', other = ''] = rivals;
  if (rivals.length < 2 || columnKey(one) === columnKey(other)) return;
  const reason = `both ${quoteText(one)} and ${quoteText(other)} may be the salary; remove one of them`;
  errors.add({ file: table.file, line: table.header.line, column: one }, reason);
}

/** Columns that were passed over: a misspelt `maxExposure` must not go unnoticed. */
export function unusedColumns(
  { table, columns }: Pick<Source, 'table' | 'columns'>,
  ignored: readonly string[] = [],
): string[] {
  const used = new Set(columns.values());
  return table.header.cells.filter(
    (name, index) => name !== '' && !used.has(index) && !ignored.includes(columnKey(name)),
  );
}
