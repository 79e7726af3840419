/** One line of a CSV file: quoted only where CSV needs it, because the sites compare cells exactly. */
export function csvLine(cells: readonly (string | number)[]): string {
  // The line end of RFC 4180, which DraftKings' own exports have too
  return `${cells.map((cell) => quoteCell(String(cell))).join(',')}\r\n`;
}

function quoteCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
