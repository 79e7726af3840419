import { setImmediate as turn } from 'node:timers/promises';

import { AppError } from '@pitwall/contract';
import type { KindContext } from '@pitwall/kinds';

import { Interrupted } from '../interrupted.ts';
import type { RunContext } from '../runContext.ts';
import { asJson } from './asJson.ts';
import { OwnCheckpoint } from './ownCheckpoint.ts';

const TELL_EVERY_MS = 250;
const LONGEST_STEP = 200;

/** What one start of a kind that a user has added has done so far, and what its code is given. */
export class OwnRun {
  readonly context: KindContext;
  readonly #run: RunContext;
  readonly #checkResult: (result: unknown) => unknown;
  readonly #finished: Map<string, unknown>;
  readonly #begun = new Set<string>();
  #saved: unknown;
  #incumbent: unknown;
  #percent: number;
  #step: string | undefined;
  #untold = false;
  #hasNewIncumbent = false;
  #isCheckpointNew = false;
  #timer: NodeJS.Timeout | undefined;
  #nextAtMs = 0;

  /** `checkResult` throws on a result that is none, and gives it as it is to be kept. */
  constructor(run: RunContext, checkResult: (result: unknown) => unknown) {
    const left = OwnCheckpoint.safeParse(run.checkpoint ?? {}).data;
    this.#run = run;
    this.#checkResult = checkResult;
    this.#finished = new Map(left?.steps);
    this.#saved = left?.saved;
    this.#incumbent = left?.incumbent;
    this.#percent = left?.percent ?? 0;
    this.context = this.#contextOf(run);
  }

  get incumbent(): unknown {
    return this.#incumbent;
  }

  get checkpoint(): unknown {
    return {
      steps: [...this.#finished],
      saved: this.#saved,
      incumbent: this.#incumbent,
      percent: this.#percent,
    } satisfies OwnCheckpoint;
  }

  /** Tells what has not been told yet: where the job fails, its next attempt goes on from there. */
  end(): void {
    if (this.#untold) this.#tell();
    clearTimeout(this.#timer);
  }

  #contextOf({ signal, request, log }: RunContext): KindContext {
    return {
      signal,
      request,
      progress: (percent, step) => this.#progress(percent, step),
      step: (name, work) => this.#doStep(name, work),
      checkpoint: this.#saved,
      saveCheckpoint: (value) => {
        this.#saved = asJson(value, 'The checkpoint');
        this.#noteCheckpoint();
      },
      incumbent: (result) => {
        this.#incumbent = this.#checkResult(result);
        this.#hasNewIncumbent = true;
        this.#noteCheckpoint();
      },
      giveUp(message) {
        throw new AppError('kind_gave_up', message);
      },
      log: {
        info: (message, facts) => log(message, facts, 'info'),
        warn: (message, facts) => log(message, facts, 'warn'),
      },
    };
  }

  #progress(percent: number, step?: string): void {
    if (!Number.isFinite(percent)) throw new RangeError(`progress: ${percent} is not a percentage`);
    this.#percent = Math.max(this.#percent, Math.min(100, percent));
    if (step !== undefined) this.#step = step.slice(0, LONGEST_STEP);
    this.#note();
  }

  async #doStep<Value>(name: string, work: () => Value | Promise<Value>): Promise<Value> {
    if (this.#begun.has(name)) throw new Error(`There are two steps called ${name}`);
    this.#begun.add(name);
    if (this.#finished.has(name)) return this.#finished.get(name) as Value;
    try {
      return (await this.#doWork(name, work)) as Value;
    } catch (error) {
      // Whoever catches this may try again.
      this.#begun.delete(name);
      throw error;
    }
  }

  async #doWork(name: string, work: () => unknown): Promise<unknown> {
    // A turn of the event loop, so that the signal is heard and progress leaves between two steps.
    await turn();
    const request = this.#run.request();
    if (request !== 'go_on') throw new Interrupted(request);
    this.#step = name.slice(0, LONGEST_STEP);
    this.#run.tell({ currentStep: this.#step });
    const value = asJson(await work(), `What the step ${name} returned`);
    this.#finished.set(name, value);
    this.#noteCheckpoint();
    return value;
  }

  #noteCheckpoint(): void {
    this.#isCheckpointNew = true;
    this.#note();
  }

  /** At most four times a second, and the last always. */
  #note(): void {
    this.#untold = true;
    const waitMs = this.#nextAtMs - performance.now();
    if (waitMs <= 0) this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), waitMs);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#untold = false;
    this.#nextAtMs = performance.now() + TELL_EVERY_MS;
    this.#run.tell({
      progress: this.#percent,
      ...(this.#step === undefined ? {} : { currentStep: this.#step }),
      // It may be large, and is the same most of the time.
      ...(this.#isCheckpointNew ? { checkpoint: this.checkpoint } : {}),
      ...(this.#hasNewIncumbent ? { incumbent: { value: this.#incumbent } } : {}),
    });
    this.#hasNewIncumbent = false;
    this.#isCheckpointNew = false;
  }
}
