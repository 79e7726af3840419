import { COLUMN_TYPE, isIntegerType, isSemiType, type SparseModel } from '../../src/sparseModel.ts';

/** How a line is set: with words apart, or with every field in its columns. */
type Set = (fields: readonly (string | undefined)[]) => string;

export const free: Set = (fields) => ` ${fields.filter((field) => field !== undefined).join(' ')}`;

const WIDTHS = [3, 10, 10, 15, 10, 12];

/** For names of up to eight characters and numbers of up to twelve. */
export const fixed: Set = (fields) =>
  ` ${fields.map((field = '', index) => field.padEnd(WIDTHS[index] ?? 0)).join('')}`.trimEnd();

/** The model as an MPS file. Rows with both sides have a range. */
export function writeMps(model: SparseModel, set: Set): string {
  const { columns, rows, offset, sense, name } = model;
  const lines = [
    `NAME ${name}`,
    'OBJSENSE',
    set([undefined, sense === 'maximize' ? 'MAX' : 'MIN']),
  ];
  lines.push('ROWS', set(['N', 'cost']));
  const sides = rows.names.map((_, row) => sideOf(rows.lower[row] ?? 0, rows.upper[row] ?? 0));
  rows.names.forEach((row, index) => lines.push(set([sides[index]?.type, row])));
  lines.push('COLUMNS', ...columns.names.flatMap((_, column) => columnLines(model, column, set)));
  lines.push('RHS', set([undefined, 'rhs', 'cost', String(-offset)]));
  rows.names.forEach((row, index) => {
    lines.push(set([undefined, 'rhs', row, String(sides[index]?.side)]));
  });
  lines.push('RANGES');
  rows.names.forEach((row, index) => {
    const range = sides[index]?.range;
    if (range !== undefined) lines.push(set([undefined, 'rng', row, String(range)]));
  });
  lines.push('BOUNDS', ...columns.names.flatMap((_, column) => boundLines(model, column, set)));
  return [...lines, 'ENDATA', ''].join('\n');
}

function sideOf(lower: number, upper: number) {
  if (lower === upper) return { type: 'E', side: lower };
  if (upper === Infinity) return { type: 'G', side: lower };
  if (lower === -Infinity) return { type: 'L', side: upper };
  return { type: 'L', side: upper, range: upper - lower };
}

function columnLines({ columns, rows, matrix }: SparseModel, column: number, set: Set): string[] {
  const name = columns.names[column];
  const mark = (keyword: string) => set([undefined, 'M', "'MARKER'", undefined, keyword]);
  const entries = [set([undefined, name, 'cost', String(columns.cost[column])])];
  for (let at = matrix.starts[column] ?? 0; at < (matrix.starts[column + 1] ?? 0); at += 1) {
    const row = rows.names[matrix.indices[at] ?? 0];
    entries.push(set([undefined, name, row, String(matrix.values[at])]));
  }
  if (!isIntegerType(columns.types[column])) return entries;
  return [mark("'INTORG'"), ...entries, mark("'INTEND'")];
}

function boundLines({ columns }: SparseModel, column: number, set: Set): string[] {
  const name = columns.names[column];
  const lower = columns.lower[column] ?? 0;
  const upper = columns.upper[column] ?? 0;
  const bound = (type: string, value?: number) =>
    set([type, 'bnd', name, value === undefined ? undefined : String(value)]);
  const low = lower === -Infinity ? bound('MI') : bound('LO', lower);
  if (isSemiType(columns.types[column])) return [low, bound('SC', upper)];
  if (columns.types[column] === COLUMN_TYPE.integer && lower === 0 && upper === 1) return [];
  return [low, upper === Infinity ? bound('PL') : bound('UP', upper)];
}
