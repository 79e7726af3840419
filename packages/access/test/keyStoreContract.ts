import { NO_LIMITS } from '@pitwall/contract';
import { beforeEach, describe, expect, it } from 'vitest';

import type { KeyStore } from '../src/index.ts';
import { aKey } from './aKey.ts';

/** What every KeyStore must do. */
export function describeKeyStore(name: string, createStore: () => KeyStore): void {
  describe(`${name} as a key store`, () => {
    let store: KeyStore;
    beforeEach(() => {
      store = createStore();
    });

    it('has none at first', async () => {
      expect(await store.hasAny()).toBe(false);
      expect(await store.find('nobody00')).toBeUndefined();
      expect(await store.list()).toEqual([]);
    });

    it('finds a key as it was created', async () => {
      const { record } = aKey({
        limits: { ...NO_LIMITS, requestsPerMinute: 60 },
        allowedCidrs: ['10.0.0.0/8'],
        expiresAtMs: 5_000,
      });
      expect(await store.create(record)).toBe(true);
      expect(await store.find(record.id)).toEqual(record);
      expect(await store.hasAny()).toBe(true);
    });

    it('never writes over a key that is there', async () => {
      const { record } = aKey();
      await store.create(record);
      expect(await store.create({ ...record, tenant: 'blue' })).toBe(false);
      expect(await store.find(record.id)).toEqual(record);
    });

    it('lists newest first, of all tenants or of one', async () => {
      const old = aKey({ createdAtMs: 1 }).record;
      const other = aKey({ createdAtMs: 2, tenant: 'blue' }).record;
      const young = aKey({ createdAtMs: 3 }).record;
      for (const key of [young, old, other]) await store.create(key);
      expect(await store.list()).toEqual([young, other, old]);
      expect(await store.list('red')).toEqual([young, old]);
      expect(await store.list('green')).toEqual([]);
    });

    it('changes what it is told to, and takes away what is null', async () => {
      const { record } = aKey({ expiresAtMs: 5_000, allowedCidrs: ['::/0'] });
      await store.create(record);
      const changes = { name: 'new', scopes: ['jobs:write'], revokedAtMs: 9 } as const;
      expect(
        await store.change(record.id, { ...changes, expiresAtMs: null, allowedCidrs: null }),
      ).toBe(true);
      const { expiresAtMs: _, allowedCidrs: __, ...rest } = record;
      expect(await store.find(record.id)).toEqual({ ...rest, ...changes });
    });

    it('makes no key by changing one that is not there', async () => {
      expect(await store.change('nobody00', { lastUsedAtMs: 1 })).toBe(false);
      expect(await store.find('nobody00')).toBeUndefined();
      expect(await store.hasAny()).toBe(false);
    });
  });
}
