import { type RedisConnection, runScript } from '@pitwall/runtime';

import { RECOVER_STALLED } from './queueScripts.ts';
import { Ticker } from './ticker.ts';

export type StalledCheckOptions = {
  redis: RedisConnection;
  toKey: (name: string) => string;
  everyMs: number;
  onError: (error: unknown) => void;
};

/** As shares of the interval: the checks of one worker are never exactly as far apart. */
const SOONEST = 0.8;
const LATEST = 1.4;

/**
 * Gives back the jobs of workers that are gone, once an interval for the whole fleet. A check that
 * comes late goes by no marks from before: then it was Redis that was gone, all locks have run out,
 * and every worker gets an interval to renew those of its jobs.
 */
export class StalledCheck {
  readonly #options: StalledCheckOptions;
  readonly #ticker: Ticker;

  constructor(options: StalledCheckOptions) {
    this.#options = options;
    this.#ticker = new Ticker({ ...options, run: () => this.#recover() });
  }

  start(): void {
    this.#ticker.start();
  }

  stop(): void {
    this.#ticker.stop();
  }

  async #recover(): Promise<void> {
    const { redis, toKey, everyMs } = this.#options;
    const keys = ['stalled', 'active', 'prioritized', 'wait', 'marker', 'events', 'stalled-check'];
    const [soonest, latest] = [SOONEST * everyMs, LATEST * everyMs].map(String);
    await runScript(redis, RECOVER_STALLED, {
      keys: keys.map(toKey),
      args: [toKey(''), soonest ?? '', latest ?? ''],
    });
  }
}
