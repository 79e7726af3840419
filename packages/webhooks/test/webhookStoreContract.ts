import { beforeEach, describe, expect, it } from 'vitest';

import type { WebhookStore } from '../src/webhookStore.ts';
import { anEndpoint } from './anEndpoint.ts';

/** What every WebhookStore must do. */
export function describeWebhookStore(name: string, createStore: () => WebhookStore): void {
  describe(`${name} as a store of webhooks`, () => {
    let store: WebhookStore;
    beforeEach(() => {
      store = createStore();
    });

    it('finds a webhook as it was added, and only for its tenant', async () => {
      const endpoint = anEndpoint({ description: 'ü', tags: ['a'], kinds: ['drill'] });
      expect(await store.add(endpoint, 20)).toBe(true);
      expect(await store.find(endpoint)).toEqual(endpoint);
      expect(await store.find({ tenant: 'other', id: endpoint.id })).toBeUndefined();
      expect(await store.list('other')).toEqual([]);
    });

    it('lists those of a tenant', async () => {
      const [first, second, other] = [anEndpoint(), anEndpoint(), anEndpoint({ tenant: 'other' })];
      for (const endpoint of [second, other, first]) await store.add(endpoint, 20);
      expect((await store.list('default')).map(({ id }) => id).toSorted()).toEqual([
        first.id,
        second.id,
      ]);
    });

    it('adds no more than a tenant may have', async () => {
      expect(await store.add(anEndpoint(), 1)).toBe(true);
      expect(await store.add(anEndpoint(), 1)).toBe(false);
      expect(await store.add(anEndpoint({ tenant: 'other' }), 1)).toBe(true);
    });

    it('keeps both of two changes made at the same time', async () => {
      const endpoint = anEndpoint();
      await store.add(endpoint, 20);
      await Promise.all([
        store.change(endpoint, (known) => ({ ...known, tags: [...known.tags, 'a'] })),
        store.change(endpoint, (known) => ({ ...known, tags: [...known.tags, 'b'] })),
      ]);
      expect((await store.find(endpoint))?.tags.toSorted()).toEqual(['a', 'b']);
    });

    it('changes nothing where there is nothing, and nothing of another tenant', async () => {
      const endpoint = anEndpoint();
      await store.add(endpoint, 20);
      const place = { tenant: 'other', id: endpoint.id };
      expect(await store.change(place, (known) => ({ ...known, enabled: false }))).toBeUndefined();
      expect(await store.remove(place)).toBe(false);
      expect(await store.find(endpoint)).toEqual(endpoint);
    });

    it('forgets what is removed', async () => {
      const endpoint = anEndpoint();
      await store.add(endpoint, 1);
      expect(await store.remove(endpoint)).toBe(true);
      expect(await store.remove(endpoint)).toBe(false);
      expect(await store.find(endpoint)).toBeUndefined();
      expect(await store.add(anEndpoint(), 1)).toBe(true);
    });
  });
}
