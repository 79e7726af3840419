/** What values a column may take besides its bounds. Semi: zero, or within its bounds. */
export const COLUMN_TYPE = {
  continuous: 0,
  integer: 1,
  semiContinuous: 2,
  semiInteger: 3,
} as const;

/**
 * A linear or mixed-integer model: the best `cost · x + offset`, where each row and each column lies
 * within its bounds, which may be infinite. The matrix is stored by columns: the entries of column j
 * are those from `starts[j]` to before `starts[j + 1]`.
 */
export type SparseModel = {
  name: string;
  sense: 'minimize' | 'maximize';
  offset: number;
  columns: {
    names: readonly string[];
    cost: Float64Array;
    lower: Float64Array;
    upper: Float64Array;
    /** Values of COLUMN_TYPE. */
    types: Int32Array;
  };
  rows: { names: readonly string[]; lower: Float64Array; upper: Float64Array };
  matrix: { starts: Int32Array; indices: Int32Array; values: Float64Array };
};

/** Whether any of its columns has to be more than within its bounds. */
export function isMixedInteger({ columns }: SparseModel): boolean {
  return columns.types.some((type) => type !== COLUMN_TYPE.continuous);
}

export function isIntegerType(type: number | undefined): boolean {
  return type === COLUMN_TYPE.integer || type === COLUMN_TYPE.semiInteger;
}

export function isSemiType(type: number | undefined): boolean {
  return type === COLUMN_TYPE.semiContinuous || type === COLUMN_TYPE.semiInteger;
}

/** The same where any solution is as good as another. */
export function withoutCosts(model: SparseModel): SparseModel {
  const cost = new Float64Array(model.columns.cost.length);
  return { ...model, offset: 0, columns: { ...model.columns, cost } };
}
