import { SITE_RULES } from '@pitwall/contract';

import type { SpannedRow } from '../csv/cutCells.ts';
import type { Delimiter } from '../csv/findDelimiter.ts';
import type { Allotment } from './allotLineups.ts';
import { FIRST_SEAT } from './entriesFormats.ts';
import type { EntriesFile } from './readEntries.ts';

type Edit = { from: number; to: number; text: string };

/** The text with the lineups in their cells, and every other character of it as it was. */
export function writeCells(
  text: string,
  { format, delimiter, pool }: EntriesFile,
  allotted: readonly Allotment[],
): string {
  const places = { text, delimiter, size: SITE_RULES[format.site].rosterSize };
  const edits = allotted.flatMap(({ entry: { row }, drivers }) =>
    drivers
      ? fill(
          { ...places, row },
          drivers.map((id) => pool.get(id) ?? ''),
        )
      : clear({ ...places, row }),
  );
  const inOrder = edits.toSorted((a, b) => a.from - b.from);
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, text: cell } of inOrder) {
    parts.push(text.slice(at, from), cell);
    at = to;
  }
  return parts.join('') + text.slice(at);
}

type Place = { text: string; delimiter: Delimiter; size: number; row: SpannedRow };

function fill({ text, delimiter, row }: Place, cells: readonly string[]): Edit[] {
  return cells.map((cell, seat) => {
    const span = row.spans[FIRST_SEAT + seat];
    if (span) return { ...span, text: encode(cell, delimiter, text[span.from] === '"') };
    // A spreadsheet leaves out the empty cells at the end of a row
    const end = row.spans.at(-1)?.to ?? 0;
    const missing = seat === 0 ? FIRST_SEAT - row.spans.length + 1 : 1;
    return { from: end, to: end, text: delimiter.repeat(missing) + encode(cell, delimiter, false) };
  });
}

/** What is empty already stays as it is, spaces and all. */
function clear({ size, row }: Place): Edit[] {
  const seats = Array.from({ length: size }, (_, seat) => FIRST_SEAT + seat);
  return seats.flatMap((index) => {
    const span = row.cells[index] ? row.spans[index] : undefined;
    return span ? [{ ...span, text: '' }] : [];
  });
}

function encode(cell: string, delimiter: Delimiter, isQuoted: boolean): string {
  const needsQuotes = isQuoted || cell.includes(delimiter) || /["\r\n]/.test(cell);
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
}
