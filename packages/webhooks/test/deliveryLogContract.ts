import type { WebhookDelivery } from '@pitwall/contract';
import { FakeClock } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import type { DeliveryLog } from '../src/deliveryLog.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-02-15T18:30:00Z');

const idsOf = (list: { deliveries: { id: string }[] } | undefined) =>
  list?.deliveries.map(({ id }) => id);

/** What every DeliveryLog must do. */
export function describeDeliveryLog(
  name: string,
  createLog: (clock: FakeClock) => DeliveryLog,
): void {
  describe(`${name} as a log of deliveries`, () => {
    let log: DeliveryLog;
    let clock: FakeClock;
    beforeEach(() => {
      clock = new FakeClock(START_MS);
      log = createLog(clock);
    });

    const aDelivery = (id: string, changes: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
      id,
      webhookId: 'wh_a',
      type: 'job.completed',
      status: 'pending',
      createdAt: new Date(clock.now()).toISOString(),
      attempts: [],
      body: '{}',
      redeliveries: 0,
      ...changes,
    });

    async function addFive(): Promise<void> {
      for (const id of ['1', '2', '3', '4', '5']) {
        clock.advance(1);
        await log.add(aDelivery(id));
      }
    }

    it('finds a delivery only under its own webhook', async () => {
      await log.add(aDelivery('1'));
      expect(await log.find('wh_a', '1')).toEqual(aDelivery('1'));
      expect(await log.find('wh_b', '1')).toBeUndefined();
    });

    it('lets what has become of a delivery stand when it is added once more', async () => {
      await log.put(aDelivery('1', { status: 'delivered' }));
      await log.add(aDelivery('1'));
      expect(await log.find('wh_a', '1')).toMatchObject({ status: 'delivered' });
    });

    it('lists page by page, newest first', async () => {
      await addFive();
      const first = await log.list('wh_a', { limit: 2 });
      expect([idsOf(first), first?.isAtEnd]).toEqual([['5', '4'], false]);
      const second = await log.list('wh_a', { limit: 2, after: '4' });
      expect([idsOf(second), second?.isAtEnd]).toEqual([['3', '2'], false]);
      const last = await log.list('wh_a', { limit: 2, after: '2' });
      expect([idsOf(last), last?.isAtEnd]).toEqual([['1'], true]);
      expect(await log.list('wh_a', { limit: 2, after: 'nobody' })).toBeUndefined();
    });

    it('keeps the newest two hundred', async () => {
      for (let index = 0; index < 203; index += 1) {
        clock.advance(1);
        await log.add(aDelivery(String(index)));
      }
      const list = await log.list('wh_a', { limit: 300 });
      expect(list?.deliveries).toHaveLength(200);
      expect(await log.find('wh_a', '2')).toBeUndefined();
      expect(await log.find('wh_a', '3')).toBeDefined();
    });

    it('keeps none longer than a week', async () => {
      await addFive();
      clock.advance(7 * DAY_MS);
      await log.add(aDelivery('6'));
      expect(idsOf(await log.list('wh_a', { limit: 10 }))).toEqual(['6', '5']);
    });

    it('forgets a webhook, and no other', async () => {
      await addFive();
      await log.add(aDelivery('other', { webhookId: 'wh_b' }));
      await log.forget('wh_a');
      expect(await log.list('wh_a', { limit: 10 })).toEqual({ deliveries: [], isAtEnd: true });
      expect(await log.find('wh_b', 'other')).toBeDefined();
    });
  });
}
