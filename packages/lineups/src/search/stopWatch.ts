const WORK_BETWEEN_ASKS = 4_096;

/**
 * Asks whether to stop once for every so much work, whatever kinds of work it is made of; one is
 * trying one driver. Once told to stop it stays stopped.
 */
export class StopWatch {
  isStopped = false;
  #work = 0;
  readonly #shouldStop: () => boolean;

  constructor(shouldStop: () => boolean) {
    this.#shouldStop = shouldStop;
  }

  /** To be called for each piece of work; true: leave the rest. */
  isStoppedAfter(work: number): boolean {
    this.#work += work;
    return this.#work >= WORK_BETWEEN_ASKS ? this.ask() : this.isStopped;
  }

  ask(): boolean {
    this.#work = 0;
    this.isStopped ||= this.#shouldStop();
    return this.isStopped;
  }
}
