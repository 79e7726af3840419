import type { QueueEntry } from '../jobQueue.ts';

export type Queued = {
  readonly entry: QueueEntry;
  state: 'waiting' | 'active' | 'delayed';
  /** Absent until it has taken one. */
  turn?: number;
  /** While it is delayed. */
  untilMs?: number;
  starts: number;
  attemptsMade: number;
  refusals: number;
};

/** All that wait of one priority, by their turns; the same rules as those of bull/turns.ts. */
export class MemoryLine {
  readonly #jobs: Queued[] = [];
  /** The last turn of each tenant. */
  readonly #lastTurns = new Map<string, number>();
  /** The turn the line has come to. */
  #now = 0;

  get length(): number {
    return this.#jobs.length;
  }

  takeTurn(tenant: string): number {
    this.#now = Math.max(
      this.#now,
      this.#jobs[0]?.turn ?? Math.max(0, ...this.#lastTurns.values()),
    );
    for (const [other, last] of this.#lastTurns) {
      if (last <= this.#now) this.#lastTurns.delete(other);
    }
    const turn = Math.max(this.#lastTurns.get(tenant) ?? 0, this.#now) + 1;
    this.#lastTurns.set(tenant, turn);
    return turn;
  }

  /** Behind those of the same turn. */
  add(queued: Queued): void {
    queued.turn ??= this.takeTurn(queued.entry.tenant);
    this.#jobs.splice(this.#firstAfter(queued.turn), 0, queued);
  }

  /** It has been taken from here, and comes before those of the same turn. */
  putBack(queued: Queued): void {
    this.#jobs.splice(this.#firstAfter((queued.turn ?? 0) - 1), 0, queued);
  }

  shift(): Queued | undefined {
    return this.#jobs.shift();
  }

  remove(queued: Queued): void {
    const position = this.#jobs.indexOf(queued);
    if (position >= 0) this.#jobs.splice(position, 1);
  }

  get jobs(): readonly Queued[] {
    return this.#jobs;
  }

  jobsBefore(queued: Queued): readonly Queued[] {
    return this.#jobs.slice(0, this.#jobs.indexOf(queued));
  }

  #firstAfter(turn: number): number {
    let [from, to] = [0, this.#jobs.length];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if ((this.#jobs[middle]?.turn ?? 0) <= turn) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
