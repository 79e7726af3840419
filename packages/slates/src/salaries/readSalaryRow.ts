import type { Field } from '../columns/fields.ts';
import { findLimitError, readRow, type Values } from '../columns/readRow.ts';
import { placeOf, type Source } from '../columns/source.ts';
import type { Row } from '../csv/parseTable.ts';
import { quoteText } from '../csv/quoteText.ts';
import { type DriverStatus, NO_SALARY, splitMark, statusOf } from './driverStatus.ts';

const REQUIRED = ['id', 'name', 'salary'] as const;
// What both sites call a driver; their files for other sports have the same columns
const DRIVER_POSITION = 'D';

/** The valid cells of one row of a salary file, and what it says about whether its driver races. */
export type ReadSalaryRow = { values: Values; status: DriverStatus | undefined };

/**
 * Reads one row; what is wrong with its cells is reported. `mayLackSalary`: in a file of a site,
 * which has no price for a driver who cannot be taken.
 */
export function readSalaryRow(source: Source, row: Row, mayLackSalary: boolean): ReadSalaryRow {
  const read = readRow(source, row);
  const { name, mark } = splitMark(read.name ?? '');
  const values = read.name === undefined ? read : { ...read, name };
  const said = findStatus(values, mark);
  const isFree = isEmpty(source, row, 'salary') || values.salary === 0;
  const status = isFree && mayLackSalary && !said?.isOut ? NO_SALARY : said;
  const mayBeFree = said?.isOut === true || mayLackSalary;
  reportEmpty(source, row, mayBeFree ? ['id', 'name'] : REQUIRED);
  reportOtherSport(source, row, values);
  reportOtherId(source, row, values);
  const whole = isFree && mayBeFree ? { ...values, salary: 0 } : values;
  return { values: withId(source, row, whole), status };
}

/** Whatever says that he is out; else what the column for that has to say. */
function findStatus({ injury, game }: Values, mark: string | undefined): DriverStatus | undefined {
  const said = [mark, injury, game].map(statusOf);
  return said.find((one) => one?.isOut) ?? statusOf(injury);
}

function withId(source: Source, row: Row, values: Values): Values {
  if (source.columns.has('id') || values.name === undefined) return values;
  return { ...values, ...nameAsId(source, row, values.name) };
}

function isEmpty({ columns }: Source, row: Row, field: Field): boolean {
  const index = columns.get(field);
  return index !== undefined && !row.cells[index];
}

function reportEmpty(source: Source, row: Row, fields: readonly Field[]): void {
  for (const field of fields) {
    if (!isEmpty(source, row, field)) continue;
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
  if (id === undefined || nameAndId === undefined || splitMark(nameAndId).name.endsWith(`(${id})`))
    return;
  const reason = `${quoteText(nameAndId)} does not end in the id of the row, (${id})`;
  source.errors.add(placeOf(source, row, 'nameAndId'), reason);
}

function nameAsId(source: Source, row: Row, name: string): { id?: string } {
  const reason = findLimitError('id', name, name);
  if (reason === undefined) return { id: name };
  source.errors.add(placeOf(source, row, 'name'), `${reason}, and there is no id column`);
  return {};
}
