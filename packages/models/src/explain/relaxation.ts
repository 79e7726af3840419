import type { Highs, Model } from 'highs';

import { statusOf } from '../solve/runEngine.ts';
import type { EngineStatus } from '../solve/solveControl.ts';
import type { SparseModel } from '../sparseModel.ts';
import { keyOf, type Side } from './conflict.ts';

/** How long one question to the solver may take: of many, none may use up the time of all. */
const LONGEST_RUN_SECONDS = 3;

export type Budget = { endsAtMs: number; shouldStop: () => boolean };

/** A model in the solver, whose sides can be left out and put back. */
export class Relaxation {
  readonly #native: Model;
  readonly #highs: Highs;
  readonly #model: SparseModel;
  readonly #budget: Budget;
  readonly #leftOut = new Set<number>();

  constructor(held: { native: Model; highs: Highs }, model: SparseModel, budget: Budget) {
    this.#native = held.native;
    this.#highs = held.highs;
    this.#model = model;
    this.#budget = budget;
    this.#native.options.set({ output_flag: true, log_to_console: false });
  }

  get isTimeOver(): boolean {
    return performance.now() >= this.#budget.endsAtMs || this.#budget.shouldStop();
  }

  leaveOut(sides: readonly Side[]): void {
    for (const side of sides) this.#leftOut.add(keyOf(side));
    for (const side of sides) this.#apply(side);
  }

  putBack(sides: readonly Side[]): void {
    for (const side of sides) this.#leftOut.delete(keyOf(side));
    for (const side of sides) this.#apply(side);
  }

  /** What it is without the sides left out; `stopped` or `time_limit` where that took too long. */
  solve({ withinSeconds = LONGEST_RUN_SECONDS } = {}): EngineStatus {
    const leftSeconds = (this.#budget.endsAtMs - performance.now()) / 1_000;
    if (leftSeconds <= 0 || this.#budget.shouldStop()) return 'stopped';
    this.#native.zeroAllClocks();
    this.#native.options.set('time_limit', Math.min(withinSeconds, leftSeconds));
    const type = this.#highs.constants.callbackType;
    const look = (event: { interrupt(): void }): undefined => {
      if (this.isTimeOver) event.interrupt();
    };
    const { modelStatus } = this.#native.run({
      [type.simplexInterrupt]: look,
      [type.mipInterrupt]: look,
    });
    return statusOf(modelStatus, this.#highs);
  }

  #apply({ of, index }: Side): void {
    const { lower, upper } = of === 'row' ? this.#model.rows : this.#model.columns;
    const isOut = (side: Side['side']) => this.#leftOut.has(keyOf({ of, index, side }));
    const from = isOut('lower') ? -Infinity : (lower[index] ?? 0);
    const to = isOut('upper') ? Infinity : (upper[index] ?? 0);
    if (of === 'row') this.#native.changeRowBounds(index, from, to);
    else this.#native.changeColBounds(index, from, to);
  }
}
