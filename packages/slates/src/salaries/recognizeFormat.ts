import { AppError } from '@pitwall/contract';

import { OWN_FILE_ALIASES } from '../columns/fields.ts';
import { findColumns } from '../columns/findColumns.ts';
import type { Columns } from '../columns/source.ts';
import type { Row, Table } from '../csv/parseTable.ts';
import { quoteText } from '../csv/quoteText.ts';
import { SALARY_FORMATS, type SalaryFormat } from './salaryFormats.ts';

/** Which of the three kinds of file has this header, and where its columns are. */
export function recognizeFormat(table: Table): { format: SalaryFormat; columns: Columns } {
  for (const format of SALARY_FORMATS) {
    const columns = findColumns(table.header.cells, format.aliases);
    if (format.required.every((field) => columns.has(field))) return { format, columns };
  }
  throw unknownHeader(table);
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
function nearMiss(header: Row): string {
  const columns = findColumns(header.cells, OWN_FILE_ALIASES);
  const missing = (['name', 'salary'] as const).filter((field) => !columns.has(field));
  return missing.length === 1 ? `, which has no column ${missing[0]}` : '';
}
