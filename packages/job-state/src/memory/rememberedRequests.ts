import type { CreateAllOutcome, NewJobs } from '../jobStore.ts';

/** The requests that came with an idempotency key, and what they made. */
export class RememberedRequests {
  readonly #known = new Map<string, { fingerprint: string; ids: string[]; untilMs: number }>();

  /** What became of this request before, or why it may not have its key. */
  find({ tenant, idempotency, atMs }: NewJobs): CreateAllOutcome | undefined {
    const known = idempotency && this.#known.get(nameOf(tenant, idempotency.key));
    if (!known || known.untilMs <= atMs) return undefined;
    if (known.fingerprint !== idempotency.fingerprint) return { type: 'conflicting' };
    return { type: 'repeated', ids: [...known.ids] };
  }

  keep({ tenant, idempotency, atMs, jobs }: NewJobs): void {
    if (!idempotency) return;
    const { key, fingerprint, keepForMs } = idempotency;
    const ids = jobs.map(({ job }) => job.id);
    this.#known.set(nameOf(tenant, key), { fingerprint, ids, untilMs: atMs + keepForMs });
  }

  forgetOld(atMs: number): void {
    for (const [name, { untilMs }] of this.#known) if (untilMs <= atMs) this.#known.delete(name);
  }
}

function nameOf(tenant: string, key: string): string {
  return JSON.stringify([tenant, key]);
}
