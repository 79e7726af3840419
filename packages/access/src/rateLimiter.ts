import { type Clock, withTimeLimit } from '@pitwall/runtime';

import { MemoryRateStore } from './memory/memoryRateStore.ts';
import type { RateRule, RateStore, RateTaken, RateWish } from './rateStore.ts';

/** Taken from the shared counter at once: a twentieth of the limit, so that few requests ask for it. */
const LEASES_PER_WINDOW = 20;

/** A client waits, and would wait again for its job right after. */
const ANSWER_WITHIN_MS = 300;

const KEPT_LEASES = 20_000;

/** What this process may still give out, and what it knows of the others. */
type Lease = { limit: number; left: number; sharedLeft: number; endsAtMs: number };

export type RateAnswer = {
  isAllowed: boolean;
  /** As far as this process knows. */
  remaining: number;
  resetMs: number;
};

/**
 * Gives out what it took from the shared counter in advance. So the limit is never passed, and most
 * requests ask nobody; but what a process has taken and not given out is lost to the others until
 * the window ends, at most a twentieth of the limit each. With the store away each process counts
 * for itself.
 */
export class RateLimiter {
  readonly #store: RateStore;
  readonly #clock: Clock;
  readonly #insurance: MemoryRateStore;
  readonly #leases = new Map<string, Lease>();
  readonly #refills = new Map<string, Promise<void>>();

  constructor(store: RateStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#insurance = new MemoryRateStore(clock);
  }

  /** All of the cost or nothing. */
  async take(rule: RateRule, cost: number): Promise<RateAnswer> {
    for (;;) {
      const lease = this.#currentLease(rule);
      const isEnough = lease !== undefined && lease.left >= cost;
      if (lease && isEnough) lease.left -= cost;
      // What the others have used never comes back before the window ends.
      if (lease && (isEnough || lease.left + lease.sharedLeft < cost)) {
        return {
          isAllowed: isEnough,
          remaining: lease.left + lease.sharedLeft,
          resetMs: lease.endsAtMs - this.#clock.now(),
        };
      }
      await (this.#refills.get(rule.key) ?? this.#refill(rule, cost - (lease?.left ?? 0)));
    }
  }

  /** How much is used, by all processes; what one of them has taken in advance counts as used. */
  async used(rule: RateRule): Promise<{ used: number; resetMs: number }> {
    const { used, resetMs } = await this.#ask(rule, { least: 0, most: 0 });
    const lease = this.#currentLease(rule);
    return { used: Math.max(0, used - (lease?.left ?? 0)), resetMs };
  }

  #currentLease({ key, limit }: RateRule): Lease | undefined {
    const lease = this.#leases.get(key);
    return lease?.limit === limit && lease.endsAtMs > this.#clock.now() ? lease : undefined;
  }

  /** One at a time for each key: sixty requests at once need one answer, not sixty. */
  #refill(rule: RateRule, least: number): Promise<void> {
    const refill = this.#fetchLease(rule, least).finally(() => this.#refills.delete(rule.key));
    this.#refills.set(rule.key, refill);
    return refill;
  }

  async #fetchLease(rule: RateRule, least: number): Promise<void> {
    const most = Math.max(least, Math.floor(rule.limit / LEASES_PER_WINDOW));
    const { taken, used, resetMs } = await this.#ask(rule, { least, most });
    const left = this.#currentLease(rule)?.left ?? 0;
    if (this.#leases.size >= KEPT_LEASES) this.#leases.clear();
    this.#leases.set(rule.key, {
      limit: rule.limit,
      left: left + taken,
      sharedLeft: Math.max(0, rule.limit - used),
      endsAtMs: this.#clock.now() + resetMs,
    });
  }

  async #ask(rule: RateRule, wish: RateWish): Promise<RateTaken> {
    try {
      return await withTimeLimit(this.#store.take(rule, wish), ANSWER_WITHIN_MS);
    } catch {
      // Away, full or too slow, it is all the same: reads must go on when nothing can be written.
      return await this.#insurance.take(rule, wish);
    }
  }
}
