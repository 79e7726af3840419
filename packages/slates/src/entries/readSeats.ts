import { SITE_RULES } from '@pitwall/contract';

import type { FileErrors } from '../csv/fileErrors.ts';
import type { Row } from '../csv/parseTable.ts';
import { quoteText } from '../csv/quoteText.ts';
import { type EntriesFormat, FIRST_SEAT } from './entriesFormats.ts';
import { idIn, type PoolCells } from './readPool.ts';

/** What DraftKings adds to a driver who cannot be changed any more. */
const LOCKED = /\s*\(LOCKED\)$/i;

/** What the rows of entries are read by. */
export type Reading = {
  format: EntriesFormat;
  pool: PoolCells;
  overwrite: boolean;
  errors: FileErrors;
};

/** The ids of the lineup that a row has, if it is to stay. */
export function readSeats(row: Row, { format, pool, overwrite, errors }: Reading): string[] {
  const size = SITE_RULES[format.site].rosterSize;
  const cells = row.cells.slice(FIRST_SEAT, FIRST_SEAT + size);
  const filled = cells.filter((cell) => cell !== '');
  const report = (reason: string) => errors.add({ file: 'entries file', line: row.line }, reason);
  const locked = filled.find((cell) => LOCKED.test(cell));
  if (overwrite && locked !== undefined) report(`${quoteText(locked)}: the contest has begun`);
  if (overwrite || filled.length === 0) return [];
  if (filled.length < size) {
    report(
      `${filled.length} of ${size} drivers are filled in; clear them, fill in the others, or overwrite`,
    );
    return [];
  }
  const ids = filled.map((cell) => idIn(cell.replace(LOCKED, '')));
  for (const [seat, id] of ids.entries()) {
    if (pool.has(id)) continue;
    report(`${quoteText(filled[seat] ?? '')} is nobody in the player pool of the file`);
  }
  return ids;
}
