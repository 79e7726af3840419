import { AppError, Slate } from '@pitwall/contract';

import { placeOf } from './columns/source.ts';
import { FileErrors } from './csv/fileErrors.ts';
import { nameList } from './csv/nameList.ts';
import { findContradictions } from './findContradictions.ts';
import { type JoinedRow, joinProjections } from './projections/joinProjections.ts';
import { type ProjectionsFile, readProjections } from './projections/readProjections.ts';
import { readSalaries, type SalaryFile } from './salaries/readSalaries.ts';

/**
 * Reads a salary file of DraftKings, FanDuel or our own making, and a second file with projections
 * if there is one. Everything wrong in the rows is in the details of one AppError.
 */
export function parseSlate(files: { salaries: string; projections?: string | undefined }): Slate {
  const errors = new FileErrors();
  const salaries = readSalaries(files.salaries, errors);
  const projections =
    files.projections === undefined ? undefined : readProjections(files.projections, errors);
  if (!projections) checkProjectionColumn(salaries);
  errors.throwIfAny();

  const joined = projections
    ? joinProjections(salaries, projections, errors)
    : { rows: salaries.rows.map((row) => ({ ...row, projections: undefined })), warnings: [] };
  const rows = joined.rows.map(excludeInjured);
  reportContradictions({ salaries, projections, rows }, errors);
  errors.throwIfAny();

  return Slate.parse({
    format: salaries.format.format,
    ...(salaries.format.site ? { site: salaries.format.site } : {}),
    drivers: rows.map((row) => row.driver),
    projectionSource: projections ? 'projections file' : salaries.format.projectionColumn,
    warnings: [
      ...warnUnused(salaries, projections),
      ...joined.warnings,
      ...warnWithoutProjection({ salaries, projections, rows }),
      ...warnInjured(rows),
    ],
  });
}

function checkProjectionColumn({ columns, format, table }: SalaryFile): void {
  if (columns.has('projection')) return;
  const column = format.projectionColumn;
  throw new AppError(
    'invalid_slate_file',
    `The salary file has no column ${column}, and no projections file was given: one of them must hold the projections`,
    { details: [{ line: table.header.line, detail: `there is no column ${column}` }] },
  );
}

function excludeInjured(row: JoinedRow): JoinedRow {
  return row.injury ? { ...row, driver: { ...row.driver, exclude: true } } : row;
}

type Files = {
  salaries: SalaryFile;
  projections: ProjectionsFile | undefined;
  rows: readonly JoinedRow[];
};

function reportContradictions({ salaries, projections, rows }: Files, errors: FileErrors): void {
  for (const row of rows) {
    for (const { field, reason } of findContradictions(row.driver)) {
      const isProjected = row.projections && field in row.projections.values;
      const place =
        projections && row.projections && isProjected
          ? placeOf(projections, row.projections, field)
          : placeOf(salaries, row, field);
      errors.add(place, reason);
    }
  }
}

function warnUnused(...files: (SalaryFile | ProjectionsFile | undefined)[]): string[] {
  return files.flatMap((file) =>
    file && file.unusedColumns.length > 0
      ? [`Columns of the ${file.table.file} not used: ${nameList(file.unusedColumns)}`]
      : [],
  );
}

function warnWithoutProjection({ salaries, projections, rows }: Files): string[] {
  const names = rows.filter((row) => !row.hasProjection).map((row) => row.driver.name);
  if (names.length === 0) return [];
  if (projections) {
    return [`Without a projection in either file, so counted as 0: ${nameList(names)}`];
  }
  return [
    `Without ${salaries.format.projectionColumn}, so with a projection of 0: ${nameList(names)}`,
  ];
}

function warnInjured(rows: readonly JoinedRow[]): string[] {
  const names = rows.filter((row) => row.injury).map((row) => `${row.driver.name} (${row.injury})`);
  return names.length === 0 ? [] : [`Excluded as injured or out: ${nameList(names)}`];
}
