import { nameList } from './csv/nameList.ts';
import type { JoinedRow } from './projections/joinProjections.ts';
import type { ProjectionsFile } from './projections/readProjections.ts';
import type { SalaryFile } from './salaries/readSalaries.ts';

/** What was read, and the drivers it makes. */
export type ReadFiles = {
  salaries: SalaryFile;
  projections: ProjectionsFile | undefined;
  rows: readonly JoinedRow[];
};

/** Columns that are missing or passed over. */
export function warnAboutColumns(
  salaries: SalaryFile,
  projections: ProjectionsFile | undefined,
): string[] {
  return [
    ...warnWithoutIds(salaries),
    ...[salaries, projections].flatMap((file) => (file ? warnUnused(file) : [])),
  ];
}

/** Drivers that are not what the files alone say. */
export function warnAboutDrivers(files: ReadFiles): string[] {
  return [...warnAverage(files), ...warnWithoutProjection(files), ...warnInjured(files.rows)];
}

function warnWithoutIds({ columns }: SalaryFile): string[] {
  if (columns.has('id')) return [];
  return [
    'The salary file has no column id: names serve as ids, so no DraftKings upload file can be written',
  ];
}

function warnUnused({ table, unusedColumns }: SalaryFile | ProjectionsFile): string[] {
  if (unusedColumns.length === 0) return [];
  return [`Columns of the ${table.file} not used: ${nameList(unusedColumns)}`];
}

function warnAverage({ salaries, projections, rows }: ReadFiles): string[] {
  const [best, average] = salaries.projectionColumns;
  if (projections || average === undefined) return [];
  const names = namesOf(rows.filter((row) => row.projectionFrom === average));
  return names.length === 0 ? [] : [`Without ${best}, so ${average} serves: ${nameList(names)}`];
}

function warnWithoutProjection({ salaries, projections, rows }: ReadFiles): string[] {
  const names = namesOf(rows.filter((row) => row.projectionFrom === undefined));
  if (names.length === 0) return [];
  if (projections) {
    return [`Without a projection in either file, so counted as 0: ${nameList(names)}`];
  }
  const columns = salaries.projectionColumns.join(' or ');
  return [`Without ${columns}, so with a projection of 0: ${nameList(names)}`];
}

function warnInjured(rows: readonly JoinedRow[]): string[] {
  const out = rows.filter(({ status }) => status?.isOut);
  const kept = rows.filter(({ status, driver }) => status && !driver.exclude);
  const notOut = 'Not excluded, with an injury indicator that does not say out';
  return [
    ...(out.length > 0 ? [`Excluded as injured or out: ${injuriesOf(out)}`] : []),
    ...(kept.length > 0 ? [`${notOut}: ${injuriesOf(kept)}`] : []),
  ];
}

function injuriesOf(rows: readonly JoinedRow[]): string {
  return nameList(rows.map(({ driver, status }) => `${driver.name} (${status?.text})`));
}

function namesOf(rows: readonly JoinedRow[]): string[] {
  return rows.map((row) => row.driver.name);
}
