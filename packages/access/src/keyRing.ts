import { BlockList, isIPv4, isIPv6 } from 'node:net';

import type { Principal } from '@pitwall/contract';
import type { Clock } from '@pitwall/runtime';

import type { KeyRecord } from './keyRecord.ts';
import type { KeyStore } from './keyStore.ts';
import { Recent } from './recent.ts';

/** With what a store needs to answer, a revoked key is of no use five seconds later, anywhere. */
const KEEP_FOR_MS = 4_000;
const KEPT_KEYS = 10_000;

const TOUCH_EVERY_MS = 60_000;

export type KnownKey = {
  record: KeyRecord;
  principal: Principal;
  /** Absent where it may be used from everywhere. */
  networks?: BlockList;
};

/** The keys of the store as one process knows them: a few seconds old, and at no cost. */
export class KeyRing {
  readonly #store: KeyStore;
  readonly #clock: Clock;
  readonly #keys: Recent<KnownKey | undefined>;
  readonly #hasAny: Recent<boolean>;
  readonly #touchedAtMs = new Map<string, number>();

  constructor(store: KeyStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    const memory = { clock, keepForMs: KEEP_FOR_MS };
    this.#keys = new Recent({ ...memory, size: KEPT_KEYS, ask: (id) => this.#ask(id) });
    this.#hasAny = new Recent({ ...memory, size: 1, ask: () => store.hasAny() });
  }

  find(id: string): Promise<KnownKey | undefined> {
    return this.#keys.get(id);
  }

  hasAny(): Promise<boolean> {
    return this.#hasAny.get('');
  }

  /** After a change of our own, which this process need not wait for. */
  forget(id: string): void {
    this.#keys.forget(id);
    this.#hasAny.forget('');
  }

  /** Writes at most once a minute that the key was used; that it could not is nobody's failure. */
  touch({ id, lastUsedAtMs }: KeyRecord): void {
    const nowMs = this.#clock.now();
    const touchedAtMs = this.#touchedAtMs.get(id) ?? lastUsedAtMs ?? 0;
    if (nowMs - touchedAtMs < TOUCH_EVERY_MS) return;
    if (this.#touchedAtMs.size >= KEPT_KEYS) this.#touchedAtMs.clear();
    this.#touchedAtMs.set(id, nowMs);
    this.#store.change(id, { lastUsedAtMs: nowMs }).catch(() => {});
  }

  async #ask(id: string): Promise<KnownKey | undefined> {
    const record = await this.#store.find(id);
    return record && knownKey(record);
  }
}

function knownKey(record: KeyRecord): KnownKey {
  const { id, tenant, name, limits, allowedCidrs } = record;
  return {
    record,
    principal: { keyId: id, tenant, name, limits, scopes: new Set(record.scopes) },
    ...(allowedCidrs && { networks: networksOf(allowedCidrs) }),
  };
}

function networksOf(cidrs: readonly string[]): BlockList {
  const networks = new BlockList();
  for (const cidr of cidrs) {
    const [address = '', bits] = cidr.split('/');
    networks.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  return networks;
}

/** An IPv4 address that came over IPv6 is an IPv4 address. */
export function isWithin(networks: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return networks.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
}
