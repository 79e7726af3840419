import { setTimeout as sleep } from 'node:timers/promises';

const GIVE_UP_AFTER_MS = 150_000;

/**
 * How long the service takes to recover from each kind of fault. Of a worker or of Redis: from the
 * moment the fault is healed until every job that ran when it began has ended or goes on (its
 * record has changed and it runs). Of an API: until it says that it is ready. What later faults do
 * to the same jobs counts, too.
 */
export class Recovery {
  /** Kind of fault → how often, and the longest time in milliseconds. */
  kinds = new Map();
  #open = new Map();
  #waiting = new Set();

  begin(kind, target) {
    const running = [...this.#open].filter(([, job]) => job.status === 'running');
    const fault = { kind, ids: new Set(running.map(([id]) => id)), versions: new Map() };
    this.#entry(kind).count += 1;
    return {
      healed: () => {
        fault.healedAtMs = performance.now();
        if (kind.startsWith('api')) void this.#untilReady(fault, target);
        else this.#waiting.add(fault);
      },
    };
  }

  /** Told every quarter of a second how the jobs stand that have not ended. */
  onRound(open) {
    this.#open = new Map(open);
    for (const fault of this.#waiting) {
      for (const id of fault.ids) if (this.#goesOn(fault, id)) fault.ids.delete(id);
      if (fault.ids.size > 0) continue;
      this.#waiting.delete(fault);
      this.#note(fault);
    }
  }

  /** Faults whose jobs have not moved on yet. */
  get unrecovered() {
    return [...this.#waiting].map(({ kind }) => kind);
  }

  #goesOn({ versions }, id) {
    const job = this.#open.get(id);
    if (job === undefined) return true;
    if (!versions.has(id)) versions.set(id, job.version);
    return job.status === 'running' && job.version > versions.get(id);
  }

  async #untilReady(fault, { url }) {
    while (performance.now() - fault.healedAtMs < GIVE_UP_AFTER_MS) {
      try {
        const { status } = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(2_500) });
        if (status === 200) return this.#note(fault);
      } catch {
        // Not yet, or hit by the next fault.
      }
      await sleep(100, undefined, { ref: false });
    }
  }

  #note({ kind, healedAtMs }) {
    const entry = this.#entry(kind);
    entry.longestMs = Math.max(entry.longestMs, performance.now() - healedAtMs);
  }

  #entry(kind) {
    const entry = this.kinds.get(kind) ?? { count: 0, longestMs: 0 };
    this.kinds.set(kind, entry);
    return entry;
  }
}
