import type { Job, JobStatus } from '@pitwall/contract';

import type { Backlog } from '../backlog.ts';
import { minuteOf, rateOf, recentMinutes } from '../backlogRate.ts';
import type { ChangeOutcome, CreateAllOutcome, NewJobs } from '../jobStore.ts';
import type { OverQuota, PendingRoom } from '../room.ts';

/** The same account as that of the script in redis/lua/waiting.ts; the contract tests hold both. */
export class MemoryBacklog implements Backlog {
  readonly #pending = new Set<string>();
  readonly #running = new Set<string>();
  readonly #byKey = new Map<string, Set<string>>();
  /** Of those, which have found that as many of their key run as may. */
  readonly #aside = new Map<string, Set<string>>();
  readonly #startBy = new Map<string, number>();
  readonly #left = new Map<number, number>();

  async countPending(keyId: string): Promise<number> {
    return this.pendingOf(keyId);
  }

  async findOverdue({ atMs, limit }: { atMs: number; limit: number }): Promise<string[]> {
    return [...this.#startBy]
      .filter(([, startByMs]) => startByMs < atMs)
      .toSorted(([, a], [, b]) => a - b)
      .slice(0, limit)
      .map(([id]) => id);
  }

  async findRate(atMs: number): Promise<number | undefined> {
    return rateOf(
      recentMinutes(atMs).map((minute) => this.#left.get(minute)),
      atMs,
    );
  }

  /** For the store: the same as countPending, in the same step. */
  pendingOf(keyId: string | undefined): number {
    return this.#byKey.get(keyId ?? '')?.size ?? 0;
  }

  /** For the store: of a job that may not run now; see redis/lua/usage.ts. */
  overLimit({ id, submittedBy = '', starts }: Job): ChangeOutcome {
    if (starts > 0) return { type: 'over_limit', standingAside: 0 };
    return { type: 'over_limit', standingAside: addTo(this.#aside, submittedBy, id) };
  }

  /** For the store: why new jobs may not be taken. */
  refusal({ room, jobs }: NewJobs): CreateAllOutcome | undefined {
    const wanted = jobs.length;
    const over = this.overQuota(room, jobs[0]?.job.submittedBy, wanted);
    if (over || !room?.atOnce) return over;
    const { threads, delayed } = room.atOnce;
    const before = this.#running.size + this.#pending.size - delayed;
    return before + wanted > threads ? { type: 'busy' } : undefined;
  }

  /** For the store: why so many more jobs of this key may not wait. */
  overQuota(
    room: PendingRoom | undefined,
    submittedBy: string | undefined,
    wanted = 1,
  ): OverQuota | undefined {
    if (!room) return undefined;
    const { pendingOfKey, backlog } = room;
    const ofKey = this.pendingOf(submittedBy);
    if (submittedBy !== undefined && pendingOfKey !== null && ofKey + wanted > pendingOfKey) {
      return { type: 'over_quota', limit: 'pendingJobs', pending: ofKey };
    }
    const pending = this.#pending.size;
    if (pending + wanted <= backlog) return undefined;
    return { type: 'over_quota', limit: 'backlog', pending };
  }

  /** For the store: a job has been created. */
  begins({ id, submittedBy, startBy }: Job): void {
    this.#waits(id, submittedBy);
    if (startBy !== undefined) this.#startBy.set(id, Date.parse(startBy));
  }

  /** For the store: a job has gone from one status to another. */
  moves({ id, status, submittedBy }: Job, from: JobStatus, atMs: number): void {
    if (from === status) return;
    if (status === 'running') this.#running.add(id);
    else this.#running.delete(id);
    if (status === 'pending') {
      this.#waits(id, submittedBy);
      if (from === 'running') this.#count(atMs, -1);
    } else if (from === 'pending') {
      this.#pending.delete(id);
      this.#startBy.delete(id);
      if (submittedBy !== undefined) {
        this.#byKey.get(submittedBy)?.delete(id);
        this.#aside.get(submittedBy)?.delete(id);
      }
      this.#count(atMs, 1);
    }
  }

  #waits(id: string, submittedBy: string | undefined): void {
    this.#pending.add(id);
    if (submittedBy !== undefined) addTo(this.#byKey, submittedBy, id);
  }

  #count(atMs: number, difference: number): void {
    const [oldest = 0] = recentMinutes(atMs);
    for (const minute of this.#left.keys()) if (minute < oldest) this.#left.delete(minute);
    const minute = minuteOf(atMs);
    this.#left.set(minute, (this.#left.get(minute) ?? 0) + difference);
  }
}

/** How many there are then. */
function addTo(sets: Map<string, Set<string>>, keyId: string, id: string): number {
  const ids = sets.get(keyId) ?? new Set();
  sets.set(keyId, ids.add(id));
  return ids.size;
}
