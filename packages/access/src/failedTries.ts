import { isIPv6 } from 'node:net';

import type { Clock } from '@pitwall/runtime';

const TRIES = 20;
const WINDOW_MS = 60_000;
const KEPT_ADDRESSES = 10_000;

type Window = { endsAtMs: number; tries: number };

/** How often an address has come with a bad key within a minute, in this process. */
export class FailedTries {
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How long the address has to wait before its next try; 0 when it need not. */
  waitMs(address: string): number {
    const window = this.#current(address);
    return window && window.tries >= TRIES ? window.endsAtMs - this.#clock.now() : 0;
  }

  add(address: string): void {
    const network = networkOf(address);
    const window = this.#current(address) ?? {
      endsAtMs: this.#clock.now() + WINDOW_MS,
      tries: 0,
    };
    window.tries += 1;
    this.#windows.delete(network);
    this.#windows.set(network, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > KEPT_ADDRESSES && oldest !== undefined) this.#windows.delete(oldest);
  }

  #current(address: string): Window | undefined {
    const window = this.#windows.get(networkOf(address));
    return window && window.endsAtMs > this.#clock.now() ? window : undefined;
  }
}

/** Who has one IPv6 address has the whole /64 around it. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(8 - groups.length - after.length).fill('0');
  return [...groups, ...zeros, ...after].slice(0, 4).join(':');
}
