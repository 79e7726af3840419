import type { Clock } from '@pitwall/runtime';

import type { RateRule, RateStore, RateTaken, RateWish } from '../rateStore.ts';

type Window = { used: number; endsAtMs: number };

export class MemoryRateStore implements RateStore {
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async take(rule: RateRule, { least, most }: RateWish): Promise<RateTaken> {
    const { key, limit, windowMs } = rule;
    const nowMs = this.#clock.now();
    const known = this.#windows.get(key);
    const window =
      known && known.endsAtMs > nowMs ? known : { used: 0, endsAtMs: nowMs + windowMs };
    const free = Math.max(0, limit - window.used);
    const taken = free < least ? 0 : Math.min(most, free);
    window.used += taken;
    if (taken > 0) this.#windows.set(key, window);
    return { taken, used: window.used, resetMs: window.endsAtMs - nowMs };
  }
}
