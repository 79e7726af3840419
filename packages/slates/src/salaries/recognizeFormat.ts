import { AppError } from '@pitwall/contract';

import { type Field, OWN_FILE_ALIASES } from '../columns/fields.ts';
import { columnKey, findColumns } from '../columns/findColumns.ts';
import { findMisplacedHeader } from '../columns/findMisplacedHeader.ts';
import type { Columns } from '../columns/source.ts';
import type { Row, Table } from '../csv/parseTable.ts';
import { quoteText } from '../csv/quoteText.ts';
import { SALARY_FORMATS, type SalaryFormat } from './salaryFormats.ts';

type Recognized = { format: SalaryFormat; columns: Columns };

/** Which of the three kinds of file has this header, and where its columns are. */
export function recognizeFormat(table: Table): Recognized {
  const recognized = findFormat(table.header);
  if (recognized) return recognized;
  const isHeader = (row: Row) => findFormat(row) !== undefined;
  throw findMisplacedHeader(table, isHeader) ?? unknownHeader(table);
}

function findFormat({ cells }: Row): Recognized | undefined {
  for (const format of SALARY_FORMATS) {
    const columns = findColumns(cells, format.aliases);
    if (missingColumns(format, columns).length === 0) return { format, columns };
  }
  return undefined;
}

function missingColumns({ required }: SalaryFormat, columns: Columns): string[] {
  const missing = Object.entries(required).filter(([field]) => !columns.has(field as Field));
  return missing.map(([, column]) => column);
}

function unknownHeader({ file, header }: Table): AppError {
  const found = quoteText(header.cells.join(','), 200);
  const accepted = SALARY_FORMATS.map((format) => `${format.title} (${format.header})`);
  return new AppError(
    'invalid_slate_file',
    `The header of the ${file} is not known. It may be that of ${accepted.slice(0, -1).join(', ')}` +
      ` or ${accepted.at(-1)}. Found: ${found}${nearMiss(header)}`,
    { details: [{ line: header.line, detail: 'the header is not known' }] },
  );
}

/** Says what a file lacks that is nearly one of ours. */
function nearMiss({ cells }: Row): string {
  const keys = new Set(cells.map(columnKey));
  const site = SALARY_FORMATS.find(({ marks }) => marks.filter((key) => keys.has(key)).length > 1);
  if (site) {
    const missing = missingColumns(site, findColumns(cells, site.aliases));
    return `, which looks like ${site.title} without column ${missing.join(' and ')}`;
  }
  const columns = findColumns(cells, OWN_FILE_ALIASES);
  const missing = (['name', 'salary'] as const).filter((field) => !columns.has(field));
  return missing.length === 1 ? `, which has no column ${missing[0]}` : '';
}
