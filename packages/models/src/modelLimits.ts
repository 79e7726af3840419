/** How large a model may be. */
export type ModelLimits = {
  /** Of the text of an MPS file, in UTF-16 units: never more than its bytes. */
  textLength: number;
  rows: number;
  columns: number;
  nonzeros: number;
  nameLength: number;
};

/**
 * The solver has 2 GiB to work in at most, and 25 million entries take one of them before it has done
 * anything. What is larger than this could not be solved in one thread in any useful time.
 */
export const MODEL_LIMITS: ModelLimits = {
  textLength: 20_000_000,
  rows: 300_000,
  columns: 300_000,
  nonzeros: 5_000_000,
  nameLength: 255,
};

/** From here on the solver takes a bound for none, and so do we. */
export const INFINITE_BOUND = 1e20;
/** The solver takes no larger costs, */
export const LARGEST_COST = 1e19;
/** and no larger coefficients. */
export const LARGEST_COEFFICIENT = 1e14;
/** Nor a larger upper bound of a semi-continuous column. */
export const LARGEST_SEMI_UPPER = 1e5;
