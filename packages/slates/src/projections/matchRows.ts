import { placeOf } from '../columns/source.ts';
import type { FileErrors } from '../csv/fileErrors.ts';
import { quoteText } from '../csv/quoteText.ts';
import type { SalaryRow } from '../salaries/readSalaries.ts';
import { DriverIndex } from './driverIndex.ts';
import type { ProjectionRow, ProjectionsFile } from './readProjections.ts';

export type Matches = {
  byDriver: ReadonlyMap<SalaryRow, ProjectionRow>;
  unmatched: readonly ProjectionRow[];
};

/** Says which driver each row of the projections file means; a doubt is an error, not a guess. */
export function matchRows(
  drivers: readonly SalaryRow[],
  file: ProjectionsFile,
  errors: FileErrors,
): Matches {
  const report = (row: ProjectionRow, field: 'id' | 'name', reason: string): void => {
    errors.add(placeOf(file, row, file.columns.has(field) ? field : 'nameAndId'), reason);
  };
  const index = new DriverIndex(drivers);
  const byDriver = new Map<SalaryRow, ProjectionRow>();
  const unmatched: ProjectionRow[] = [];
  for (const row of file.rows) {
    const match = index.match(row);
    const field = row.name === undefined ? 'id' : 'name';
    const first = match.type === 'found' ? byDriver.get(match.row) : undefined;
    if (match.type === 'none') unmatched.push(row);
    else if (match.type === 'ambiguous') report(row, field, ambiguity(row, match.rows));
    else if (match.type === 'contradictory') report(row, 'id', contradiction(row, match.row));
    else if (first) report(row, field, repetition(match.row, first));
    else byDriver.set(match.row, row);
  }
  return { byDriver, unmatched };
}

function ambiguity({ name }: ProjectionRow, drivers: readonly SalaryRow[]): string {
  const listed = drivers.map(({ driver }) => `${driver.name} (${driver.id})`).join(' or ');
  return `${quoteText(name ?? '')} may be ${listed}; give the id`;
}

function contradiction({ name }: ProjectionRow, { driver }: SalaryRow): string {
  return `id ${driver.id} is ${driver.name} in the salary file, this row says ${name}`;
}

function repetition({ driver }: SalaryRow, first: ProjectionRow): string {
  return `${quoteText(driver.name)} has a projection on line ${first.line} already`;
}
