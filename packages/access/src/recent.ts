import type { Clock } from '@pitwall/runtime';

export type RecentOptions<Value> = {
  ask: (key: string) => Promise<Value>;
  clock: Clock;
  /** No answer is older than this when it is given. */
  keepForMs: number;
  /** How many answers are kept; the oldest go first. */
  size: number;
};

type Entry<Value> = {
  askedAtMs: number;
  answer: Promise<Value>;
  isBeingRenewed: boolean;
};

/**
 * Remembers for a few seconds what a store said. Whoever asks often never waits: from half its age
 * on an answer is renewed behind the back of those who still get it.
 */
export class Recent<Value> {
  readonly #options: RecentOptions<Value>;
  readonly #entries = new Map<string, Entry<Value>>();

  constructor(options: RecentOptions<Value>) {
    this.#options = options;
  }

  get(key: string): Promise<Value> {
    const { clock, keepForMs } = this.#options;
    const entry = this.#entries.get(key);
    const ageMs = entry ? clock.now() - entry.askedAtMs : keepForMs;
    // A clock that was set back makes an answer look younger than it is.
    if (!entry || ageMs >= keepForMs || ageMs < 0) return this.#ask(key);
    if (ageMs >= keepForMs / 2 && !entry.isBeingRenewed) {
      entry.isBeingRenewed = true;
      this.#renew(key);
    }
    return entry.answer;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  #ask(key: string): Promise<Value> {
    const entry = this.#newEntry(key);
    this.#keep(key, entry);
    // A failure is no answer. Whoever asked gets it from the promise itself.
    entry.answer.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry.answer;
  }

  #renew(key: string): void {
    const entry = this.#newEntry(key);
    entry.answer.then(
      () => this.#keep(key, entry),
      // The old answer serves until its time is over; then whoever asks learns of the failure.
      () => {},
    );
  }

  #newEntry(key: string): Entry<Value> {
    const { ask, clock } = this.#options;
    const entry: Entry<Value> = {
      askedAtMs: clock.now(),
      isBeingRenewed: false,
      answer: ask(key),
    };
    return entry;
  }

  #keep(key: string, entry: Entry<Value>): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size <= this.#options.size) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}
