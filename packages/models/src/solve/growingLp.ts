import type { HighsCallbackMap, Highs, Model } from 'highs';

import type { SparseModel } from '../sparseModel.ts';
import type { Engine } from './engine.ts';
import { statusOf } from './runEngine.ts';
import type { EngineStatus } from './solveControl.ts';

/** Columns of zeros and ones, to be added to an LP: column j has the rows from `starts[j]` to before `starts[j + 1]`. */
export type UnitColumns = { costs: Float64Array; starts: Int32Array; rows: Int32Array };

/** As the solver says it, not checked. */
export type LpAnswer = {
  status: EngineStatus;
  objective: number;
  values: Float64Array;
  rowDuals: Float64Array;
};

/** An LP that stays in the solver while columns are added: each solve goes on from the basis before. */
export class GrowingLp {
  readonly #native: Model;
  readonly #highs: Highs;
  readonly #rowCount: number;

  constructor(native: Model, highs: Highs, rowCount: number) {
    this.#native = native;
    this.#highs = highs;
    this.#rowCount = rowCount;
    // Columns come in after a solve: a presolve would start from nothing each time.
    native.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' });
  }

  /** Each of them between 0 and 1. */
  addColumns({ costs, starts, rows }: UnitColumns): void {
    const count = costs.length;
    this.#native.addCols({
      cost: costs,
      lower: new Float64Array(count),
      upper: new Float64Array(count).fill(1),
      matrix: {
        format: 'csc',
        numCols: count,
        numRows: this.#rowCount,
        starts,
        indices: rows,
        values: new Float64Array(rows.length).fill(1),
      },
    });
  }

  /** Only where `status` is optimal are the numbers worth anything. */
  solve(shouldStop: () => boolean): LpAnswer {
    const { modelStatus } = this.#native.run(this.#untilStopped(shouldStop));
    const { colValue, rowDual } = this.#native.getSolution();
    return {
      status: statusOf(modelStatus, this.#highs),
      objective: this.#native.getObjectiveValue(),
      values: colValue,
      rowDuals: rowDual,
    };
  }

  #untilStopped(shouldStop: () => boolean): HighsCallbackMap {
    return {
      [this.#highs.constants.callbackType.simplexInterrupt]: (event: {
        interrupt(): void;
      }): undefined => {
        if (shouldStop()) event.interrupt();
      },
    };
  }
}

/** Lends an LP that can grow to `work`. Throws EngineBroken when the solver broke off. */
export function withGrowingLp<T>(
  engine: Pick<Engine, 'withModel'>,
  model: SparseModel,
  work: (lp: GrowingLp) => T,
): Promise<T> {
  return engine.withModel(model, (native, highs) =>
    work(new GrowingLp(native, highs, model.rows.names.length)),
  );
}
