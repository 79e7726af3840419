import type { Progress } from '@pitwall/job-state';

import { Interrupted } from './interrupted.ts';
import type { Phases } from './phases.ts';
import type { RunContext } from './runContext.ts';

/** By name, in their order: what people read, and the share of the whole work, all together 1. */
export type Plan<Name extends string> = Record<Name, { step: string; share: number }>;

export type StageControl = {
  shouldStop: () => boolean;
  /** How much of the stage is done, 0 to 1, and what else there is to report if it is time for that. */
  onShare: (share: number, more?: () => Progress) => void;
};

export type Part = readonly [from: number, to: number];

/** Where a part of a stage is, of which so much is done, in shares of the stage. */
export function shareIn([from, to]: Part, done: number): number {
  return from + (to - from) * done;
}

/** The control of a part of a stage, which goes from one share of it to another. */
export function partOf({ shouldStop, onShare }: StageControl, part: Part): StageControl {
  return { shouldStop, onShare: (share, more) => onShare(shareIn(part, share), more) };
}

/** Work in stages that are timed, told as progress, and left as soon as something else is wanted. */
export class Stages<Name extends string> {
  readonly #context: RunContext;
  readonly #phases: Phases;
  readonly #plan: Plan<Name>;
  #done = 0;
  /** Rounds of a search begin anew; how far the work is does not. */
  #furthest = 0;

  constructor(plan: Plan<Name>, { context, phases }: { context: RunContext; phases: Phases }) {
    this.#context = context;
    this.#phases = phases;
    this.#plan = plan;
  }

  /** `work` gives undefined when it was stopped: throws an Interrupted then. */
  async run<Value>(
    name: Name,
    work: (control: StageControl) => Value | undefined | Promise<Value | undefined>,
  ): Promise<Value> {
    const { step, share } = this.#plan[name];
    const shouldStop = () => this.#context.request() !== 'go_on';
    const onShare: StageControl['onShare'] = (done, more) =>
      this.#context.report(() => ({
        ...more?.(),
        progress: this.#progressAt(this.#done + share * Math.min(1, done)),
        currentStep: step,
      }));
    this.#context.tell({ progress: this.#progressAt(this.#done), currentStep: step });
    const value = shouldStop()
      ? undefined
      : await this.#phases.time(name, () => work({ shouldStop, onShare }));
    if (value === undefined) throw new Interrupted(this.#context.request());
    this.#done += share;
    return value;
  }

  #progressAt(share: number): number {
    this.#furthest = Math.max(this.#furthest, 100 * share);
    return this.#furthest;
  }

  /** What an earlier start has done counts as done. */
  skip(name: Name): void {
    this.#done += this.#plan[name].share;
  }
}
