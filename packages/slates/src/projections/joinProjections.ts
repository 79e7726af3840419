import { AppError, type Driver } from '@pitwall/contract';

import { placeOf } from '../columns/source.ts';
import type { FileErrors } from '../csv/fileErrors.ts';
import { nameList } from '../csv/nameList.ts';
import { quoteText } from '../csv/quoteText.ts';
import type { SalaryFile, SalaryRow } from '../salaries/readSalaries.ts';
import { matchRows } from './matchRows.ts';
import type { ProjectionRow, ProjectionsFile } from './readProjections.ts';

/** A driver with the values of both files; those of the projections file win. */
export type JoinedRow = SalaryRow & { projections: ProjectionRow | undefined };

type Joined = { rows: readonly JoinedRow[]; warnings: readonly string[] };

export function joinProjections(
  salaries: SalaryFile,
  projections: ProjectionsFile,
  errors: FileErrors,
): Joined {
  const { byDriver, unmatched } = matchRows(salaries.rows, projections, errors);
  // That the driver of a doubtful row has no projection would only say the same once more
  errors.throwIfAny();
  if (unmatched.length === projections.rows.length) throw nothingMatches(unmatched);
  const rows = salaries.rows.map((row) => joinRow(row, byDriver.get(row)));
  const bare = rows.filter((row) => row.projections?.values.projection === undefined);
  if (salaries.projectionColumns.length === 0) reportBare(salaries, bare, errors);
  return { rows, warnings: [...warnUnmatched(unmatched), ...warnFallback(salaries, bare)] };
}

function joinRow(row: SalaryRow, projections: ProjectionRow | undefined): JoinedRow {
  const driver: Driver = { ...row.driver, ...projections?.values };
  const isProjected = projections?.values.projection !== undefined;
  const projectionFrom = isProjected ? 'projections file' : row.projectionFrom;
  return { ...row, driver, projectionFrom, projections };
}

function reportBare(salaries: SalaryFile, bare: readonly JoinedRow[], errors: FileErrors): void {
  for (const row of bare) {
    const reason = `${quoteText(row.driver.name)} has no projection in the projections file`;
    errors.add(placeOf(salaries, row, 'name'), reason);
  }
}

function warnUnmatched(unmatched: readonly ProjectionRow[]): string[] {
  if (unmatched.length === 0) return [];
  const names = unmatched.map((row) => `${row.name ?? row.id} (line ${row.line})`);
  return [`Not in the salary file, so left out of the projections: ${nameList(names)}`];
}

/** Drivers without any value at all are named by a warning of their own. */
function warnFallback({ projectionColumns }: SalaryFile, bare: readonly JoinedRow[]): string[] {
  return projectionColumns.flatMap((column) => {
    const served = bare.filter((row) => row.projectionFrom === column);
    const names = served.map((row) => row.driver.name);
    if (names.length === 0) return [];
    return [
      `Without a value in the projections file, so ${column} of the salary file serves: ${nameList(names)}`,
    ];
  });
}

function nothingMatches(unmatched: readonly ProjectionRow[]): AppError {
  const first = unmatched[0]?.name ?? unmatched[0]?.id ?? '';
  return new AppError(
    'invalid_slate_file',
    `No row of the projections file matches a driver of the salary file, by id or by name; the first is ${quoteText(first)}`,
  );
}
