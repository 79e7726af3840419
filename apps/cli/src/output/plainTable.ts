import Table from 'cli-table3';

export type Column = { head: string; align?: 'left' | 'right' };

const LINES = [
  ['top', 'top-mid', 'top-left', 'top-right'],
  ['bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
  ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'],
].flat();
const NO_LINES = { ...Object.fromEntries(LINES.map((line) => [line, ''])), middle: '  ' };

/** A table without lines: short, and still a table when it is pasted somewhere. */
export function plainTable(columns: readonly Column[], rows: readonly string[][]): string {
  const table = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
