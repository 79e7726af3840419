import * as highsPackage from 'highs';
import type { Highs, Model, ModelData } from 'highs';

import type { SparseModel } from '../sparseModel.ts';

/** Its types say that it is CommonJS, while Node loads its ES module. */
const loadHighs = highsPackage.default as unknown as typeof highsPackage.default.default;

/**
 * Its memory cannot shrink, so an instance that has grown beyond this is not kept: what one job has needed would
 * count against the next. No job may have less (`JOB_MEMORY_MB`).
 */
const LARGEST_KEPT_BYTES = 64 * 2 ** 20;

/** Its memory is at most 2 GiB. An instance that broke off this near to that had too little. */
const NEARLY_ALL_BYTES = 1.5 * 2 ** 30;

/** The solver broke off. What it holds is not to be trusted any more. */
export class EngineBroken extends Error {
  override readonly name = 'EngineBroken';
  readonly isOutOfMemory: boolean;

  constructor(cause: unknown, memoryBytes: number) {
    super(`The solver broke off: ${String(cause)}`, { cause });
    this.isOutOfMemory = memoryBytes > NEARLY_ALL_BYTES;
  }
}

/**
 * The solver as a WebAssembly instance, which is loaded once and then kept warm: for one thread, where
 * one solve goes on at a time. One that broke off is thrown away, and the next job gets a new one.
 */
export class Engine {
  #highs: Highs | undefined;

  async load(): Promise<Highs> {
    this.#highs ??= await loadHighs({});
    return this.#highs;
  }

  /** Lends the model in the solver to `work`, and takes it back whatever happens. */
  async withModel<T>(model: SparseModel, work: (native: Model, highs: Highs) => T): Promise<T> {
    const highs = await this.load();
    try {
      return highs.withModel(dataOf(model, highs), (native: Model) => work(native, highs));
    } catch (error) {
      this.#highs = undefined;
      throw new EngineBroken(error, highs.memoryBytes);
    } finally {
      if (highs.memoryBytes > LARGEST_KEPT_BYTES) this.#highs = undefined;
    }
  }
}

function dataOf({ sense, offset, columns, rows, matrix }: SparseModel, highs: Highs): ModelData {
  const [numCols, numRows] = [columns.names.length, rows.names.length];
  return {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense[sense],
    offset,
    colCost: columns.cost,
    colLower: columns.lower,
    colUpper: columns.upper,
    rowLower: rows.lower,
    rowUpper: rows.upper,
    matrix: { format: 'csc', numCols, numRows, ...matrix },
    // Given at all, it makes the solver take an LP for a mixed-integer model.
    ...(columns.types.some((type) => type !== 0) ? { integrality: columns.types } : {}),
  };
}
