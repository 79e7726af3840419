import { AppError } from '@pitwall/contract';

import { toDetail } from '../csv/fileErrors.ts';
import type { Row, Table } from '../csv/parseTable.ts';

const EXPORT = ', or use the salary export (“Export to CSV” on the draft page)';

/** What to say of a file whose header stands below a title, or below the entries of a template. */
export function findMisplacedHeader(
  { file, firstRows }: Table,
  isHeader: (row: Row) => boolean,
): AppError | undefined {
  const header = firstRows.find((row) => isHeader(row));
  if (!header) return undefined;
  const { line } = header;
  const advice = `delete the lines above it${file === 'salary file' ? EXPORT : ''}`;
  const reason = 'the header is here, below other lines';
  return new AppError(
    'invalid_slate_file',
    `The header of the ${file} is on line ${line}: ${advice}`,
    { details: [toDetail({ place: { file, line }, reason })] },
  );
}
