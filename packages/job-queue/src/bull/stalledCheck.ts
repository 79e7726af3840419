import { connectAnew, type RedisConnection, runScript } from '@pitwall/runtime';

import { RECOVER_STALLED } from './queueScripts.ts';

export type StalledCheckOptions = {
  redis: RedisConnection;
  toKey: (name: string) => string;
  everyMs: number;
  onError: (error: unknown) => void;
};

/**
 * Gives back the jobs of workers that are gone, once an interval for the whole fleet. Over a
 * connection of its own that neither keeps a command for later nor sends one again: after an outage
 * all locks have run out, and a check that had waited for Redis would take every running job from
 * its worker before that could renew anything. For the same reason what was marked before is
 * forgotten then, so that everyone has an interval to come back.
 */
export class StalledCheck {
  readonly #options: StalledCheckOptions;
  readonly #redis: RedisConnection;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: StalledCheckOptions) {
    this.#options = options;
    this.#redis = connectAnew(options.redis);
    this.#redis.on('ready', this.#forgetMarks);
  }

  start(): void {
    this.#timer = setInterval(this.#check, this.#options.everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#redis.disconnect();
  }

  readonly #forgetMarks = (): void => {
    this.#redis.del(this.#options.toKey('stalled')).catch(this.#options.onError);
  };

  readonly #check = (): void => {
    if (this.#redis.status !== 'ready') return;
    const { toKey, everyMs, onError } = this.#options;
    const keys = ['stalled', 'active', 'prioritized', 'wait', 'marker', 'events', 'stalled-check'];
    const args = [toKey(''), String(everyMs)];
    runScript(this.#redis, RECOVER_STALLED, { keys: keys.map(toKey), args }).catch(onError);
  };
}
