import { AppError, Slate } from '@pitwall/contract';

import { placeOf } from './columns/source.ts';
import { FileErrors } from './csv/fileErrors.ts';
import { findContradictions } from './findContradictions.ts';
import { type JoinedRow, joinProjections } from './projections/joinProjections.ts';
import { readProjections } from './projections/readProjections.ts';
import { readSalaries, type SalaryFile } from './salaries/readSalaries.ts';
import { type ReadFiles, warnAboutColumns, warnAboutDrivers } from './slateWarnings.ts';

/**
 * Reads a salary file of DraftKings, FanDuel or our own making, and a second file with projections
 * if there is one. Everything wrong in the rows is in the details of one AppError.
 */
export function parseSlate(files: { salaries: string; projections?: string | undefined }): Slate {
  const errors = new FileErrors();
  const salaries = readSalaries(files.salaries, errors);
  const projections =
    files.projections === undefined ? undefined : readProjections(files.projections, errors);
  const projectionSource = projections ? 'projections file' : getProjectionColumn(salaries);
  errors.throwIfAny();

  const joined = projections
    ? joinProjections(salaries, projections, errors)
    : { rows: salaries.rows.map((row) => ({ ...row, projections: undefined })), warnings: [] };
  const rows = joined.rows.map(excludeOut);
  reportContradictions({ salaries, projections, rows }, errors);
  errors.throwIfAny();

  return Slate.parse({
    format: salaries.format.format,
    ...(salaries.format.site ? { site: salaries.format.site } : {}),
    drivers: rows.map((row) => row.driver),
    projectionSource,
    warnings: [
      ...warnAboutColumns(salaries, projections),
      ...joined.warnings,
      ...warnAboutDrivers({ salaries, projections, rows }),
    ],
  });
}

function getProjectionColumn({ projectionColumns, format, table }: SalaryFile): string {
  const [best] = projectionColumns;
  if (best !== undefined) return best;
  const column = format.averageColumn ?? 'projection';
  throw new AppError(
    'invalid_slate_file',
    `The salary file has no column ${column}, and no projections file was given: one of them must hold the projections`,
    { details: [{ line: table.header.line, detail: `there is no column ${column}` }] },
  );
}

function excludeOut(row: JoinedRow): JoinedRow {
  return row.status?.isOut ? { ...row, driver: { ...row.driver, out: true, exclude: true } } : row;
}

function reportContradictions(
  { salaries, projections, rows }: ReadFiles,
  errors: FileErrors,
): void {
  for (const row of rows) {
    for (const { field, reason } of findContradictions(row.driver, row.status)) {
      const isProjected = row.projections && field in row.projections.values;
      const place =
        projections && row.projections && isProjected
          ? placeOf(projections, row.projections, field)
          : placeOf(salaries, row, field);
      errors.add(place, reason);
    }
  }
}
