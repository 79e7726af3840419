const ROWS = 6;
const COLUMNS = 48;

/**
 * The submission of a model that has a solution at once and is not solved to the end on any machine: items of
 * several weights are to be split into halves, and each weight that the halves differ in costs.
 */
export function aHardModel(changes: object = {}) {
  const rows = Array.from({ length: ROWS }, (_, index) => index);
  const items = Array.from({ length: COLUMNS }, (_, index) => `item${index}`);
  const weights = rows.map((row) => items.map((_, item) => weightOf(row, item)));
  const model = {
    sense: 'minimize',
    variables: [
      ...items.map((name) => ({ name, integer: true, upper: 1 })),
      ...rows.flatMap((row) =>
        ['over', 'under'].map((side) => ({ name: `${side}${row}`, objective: 1 })),
      ),
    ],
    constraints: rows.map((row) => ({
      name: `half${row}`,
      equals: Math.floor(sum(weights[row] ?? []) / 2),
      terms: {
        ...Object.fromEntries(items.map((name, item) => [name, weights[row]?.[item] ?? 0])),
        [`over${row}`]: -1,
        [`under${row}`]: 1,
      },
    })),
  };
  return { kind: 'model', input: { format: 'json', model, ...changes } } as const;
}

/** As if drawn, and the same every time. */
function weightOf(row: number, item: number): number {
  const mixed = Math.imul(row * COLUMNS + item + 1, 2_654_435_761) >>> 0;
  return ((mixed ^ (mixed >>> 13)) >>> 0) % 100;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
