import type { Delimiter } from './findDelimiter.ts';

type Cells = { cells: readonly string[] };
type RowError = { reason: string; column?: string | undefined };

const MAX_CELL_CHARACTERS = 4_096;
const DELIMITER_NAMES: Record<Delimiter, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
};

/** Why a row cannot be read cell by cell, if it cannot. */
export function findRowError(
  row: Cells & { quoteError?: string | undefined },
  header: Cells,
  delimiter: Delimiter,
): RowError | undefined {
  if (row.quoteError) return { reason: row.quoteError };
  const columns = usedWidth(header);
  const cells = usedWidth(row);
  if (cells > columns) {
    const hint = `a ${DELIMITER_NAMES[delimiter]} inside a cell needs quotes (") around the cell`;
    return { reason: `the row has ${cells} cells, the header has ${columns}; ${hint}` };
  }
  if (row.cells.length < columns) {
    return { reason: `the row has ${row.cells.length} cells, the header has ${columns}` };
  }
  const tooLong = row.cells.findIndex((cell) => cell.length > MAX_CELL_CHARACTERS);
  if (tooLong === -1) return undefined;
  const reason = `the cell is longer than ${MAX_CELL_CHARACTERS.toLocaleString('en-US')} characters`;
  return { reason, column: header.cells[tooLong] };
}

/** Without the empty cells at the end, which spreadsheets leave behind. */
function usedWidth(row: Cells): number {
  return row.cells.findLastIndex((cell) => cell !== '') + 1;
}
