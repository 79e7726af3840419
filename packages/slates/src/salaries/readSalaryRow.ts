import { findLimitError, readRow, type Values } from '../columns/readRow.ts';
import { placeOf, type Source } from '../columns/source.ts';
import type { Row } from '../csv/parseTable.ts';
import { quoteText } from '../csv/quoteText.ts';

const REQUIRED = ['id', 'name', 'salary'] as const;
// What both sites call a driver; their files for other sports have the same columns
const DRIVER_POSITION = 'D';

/** The valid cells of one row of a salary file; what is wrong with the others is reported. */
export function readSalaryRow(source: Source, row: Row): Values {
  const values = readRow(source, row);
  reportEmpty(source, row);
  reportOtherSport(source, row, values);
  reportOtherId(source, row, values);
  if (source.columns.has('id') || values.name === undefined) return values;
  return { ...values, ...nameAsId(source, row, values.name) };
}

function reportEmpty(source: Source, row: Row): void {
  for (const field of REQUIRED) {
    const index = source.columns.get(field);
    if (index === undefined || row.cells[index]) continue;
    source.errors.add(placeOf(source, row, field), `the ${field} is empty`);
  }
}

function reportOtherSport(source: Source, row: Row, { position }: Values): void {
  if (position === undefined || position === DRIVER_POSITION) return;
  const reason = `${quoteText(position)} is not the position of a NASCAR driver, which is D`;
  source.errors.add(placeOf(source, row, 'position'), reason);
}

/** Sorting one column alone in a spreadsheet hands the salaries to other drivers. */
function reportOtherId(source: Source, row: Row, { id, nameAndId }: Values): void {
  if (id === undefined || nameAndId === undefined || nameAndId.endsWith(`(${id})`)) return;
  const reason = `${quoteText(nameAndId)} does not end in the id of the row, (${id})`;
  source.errors.add(placeOf(source, row, 'nameAndId'), reason);
}

function nameAsId(source: Source, row: Row, name: string): { id?: string } {
  const reason = findLimitError('id', name, name);
  if (reason === undefined) return { id: name };
  source.errors.add(placeOf(source, row, 'name'), `${reason}, and there is no id column`);
  return {};
}
