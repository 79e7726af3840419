import type { Progress } from '@pitwall/job-state';
import type { SparseModel } from '@pitwall/models';
import type { SolveState } from '@pitwall/models/solve';

import type { RunContext } from '../runContext.ts';

/** Of the variables that are not 0, so many are shown in an incumbent: it must stay small. */
const MOST_SHOWN = 500;

/** A checkpoint is stored with every better solution, so that of a larger model it would cost too much. */
const MOST_KEPT = 20_000;

/** The values of the best solution so far, from which the next start goes on. */
export type ModelCheckpoint = { values: number[] };

type Found = { values: Float64Array; objective: number };

/** Tells how far a solve has come: the gap, and each better solution. */
export class ModelProgress {
  readonly #model: SparseModel;
  readonly #context: RunContext;
  #best: Found | undefined;
  #isBestTold = true;
  #state: SolveState = {};
  /** Per cent; the gap can grow again, when the solver starts anew. */
  #progress = 0;

  constructor(model: SparseModel, context: RunContext) {
    this.#model = model;
    this.#context = context;
  }

  state(state: SolveState): void {
    this.#state = state;
    this.#context.report(() => this.#make());
  }

  incumbent(values: Float64Array, objective: number): void {
    this.#best = { values, objective };
    this.#isBestTold = false;
    this.#context.report(() => this.#make());
  }

  /** What has not been told yet. */
  end(): void {
    if (!this.#isBestTold) this.#context.tell(this.#make());
  }

  checkpoint(): ModelCheckpoint | undefined {
    if (!this.#best || this.#best.values.length > MOST_KEPT) return undefined;
    return { values: [...this.#best.values] };
  }

  #make(): Progress {
    const { gap } = this.#state;
    if (gap !== undefined) this.#progress = Math.max(this.#progress, progressAt(gap));
    const told = { progress: this.#progress, currentStep: stepOf(this.#state) };
    if (this.#isBestTold || !this.#best) return told;
    this.#isBestTold = true;
    const checkpoint = this.checkpoint();
    return {
      ...told,
      incumbent: { objective: this.#best.objective, value: this.#show(this.#best) },
      ...(checkpoint ? { checkpoint } : {}),
    };
  }

  #show({ values, objective }: Found) {
    const { names } = this.#model.columns;
    const shown: { name: string; value: number }[] = [];
    let nonzeros = 0;
    for (const [column, value] of values.entries()) {
      if (value === 0) continue;
      nonzeros += 1;
      if (shown.length < MOST_SHOWN) shown.push({ name: names[column] ?? '', value });
    }
    const { bound, gap } = this.#state;
    return {
      objective,
      ...(bound === undefined ? {} : { bound }),
      ...(gap === undefined ? {} : { gap }),
      nonzeros,
      variables: shown,
    };
  }
}

/** Each tenth of the gap that is left takes about as long as all before: 10 % is half way to 1 %. */
function progressAt(gap: number): number {
  if (gap >= 1) return 0;
  const SMALLEST = 1e-4;
  const part = Math.log10(Math.max(gap, SMALLEST)) / Math.log10(SMALLEST);
  return Math.floor(990 * part) / 10;
}

function stepOf({ objective, bound, gap, nodes, iterations }: SolveState): string {
  if (nodes === undefined) return `${count(iterations ?? 0)} iterations`;
  const best = objective === undefined ? 'no solution yet' : `best ${short(objective)}`;
  return [
    ...(gap === undefined ? [] : [`gap ${short(100 * gap, 3)} %`]),
    best,
    ...(bound === undefined ? [] : [`bound ${short(bound)}`]),
    `${count(nodes)} nodes`,
  ].join(', ');
}

function short(value: number, digits = 8): string {
  return String(Number(value.toPrecision(digits)));
}

function count(value: number): string {
  return value.toLocaleString('en');
}
