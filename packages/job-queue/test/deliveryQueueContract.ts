import { eventually } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type {
  DeliveryConsumer,
  DeliveryQueue,
  HandleDelivery,
  Outcome,
  QueuedDelivery,
} from '../src/index.ts';

const aDelivery = (id: string, round = 0): QueuedDelivery => ({
  id,
  round,
  tenant: 'default',
  webhookId: 'wh_a',
  type: 'job.completed',
  jobId: '01A',
  body: '{"ü":1}',
  createdAtMs: 1,
});

/** Notes what it was handed, and answers in turn. */
function answering(...answers: Outcome[]) {
  const seen: [id: string, round: number, attempt: number][] = [];
  const handle: HandleDelivery = async ({ id, round }, attempt) => {
    seen.push([id, round, attempt]);
    return answers.shift() ?? { type: 'done' };
  };
  return { seen, handle };
}

function onError(error: unknown): void {
  throw error;
}

/** What every DeliveryQueue must do. */
export function describeDeliveryQueue(name: string, open: () => DeliveryQueue): void {
  describe(`${name} as a queue of deliveries`, () => {
    let queue: DeliveryQueue;
    let consumers: DeliveryConsumer[];
    beforeEach(() => {
      queue = open();
      consumers = [];
    });
    afterEach(async () => {
      for (const consumer of consumers) await consumer.stop();
      await queue.close();
    });

    async function consume(handle: HandleDelivery, concurrency = 4): Promise<DeliveryConsumer> {
      const consumer = queue.consume(handle, { concurrency, onError });
      consumers.push(consumer);
      await consumer.start();
      return consumer;
    }

    it('hands over a delivery as it was added', async () => {
      const handed: QueuedDelivery[] = [];
      await queue.add(aDelivery('msg_a'));
      await consume(async (delivery) => {
        handed.push(delivery);
        return { type: 'done' };
      });
      await eventually(() => expect(handed).toEqual([aDelivery('msg_a')]));
    });

    it('hands over each round of a delivery once, however often it is added', async () => {
      const { seen, handle } = answering();
      await consume(handle);
      for (const round of [0, 0, 1]) await queue.add(aDelivery('msg_a', round));
      await eventually(() => expect(seen).toHaveLength(2));
      await queue.add(aDelivery('msg_a'));
      await queue.add(aDelivery('msg_b'));
      await eventually(() => expect(seen).toHaveLength(3));
      expect(seen.map(([id, round]) => `${id} ${round}`)).toEqual([
        'msg_a 0',
        'msg_a 1',
        'msg_b 0',
      ]);
    });

    it('counts an attempt that failed, and not one that was given back', async () => {
      const { seen, handle } = answering(
        { type: 'released', againAfterMs: 10 },
        { type: 'failed', reason: 'x', againAfterMs: 10 },
        { type: 'released' },
        { type: 'failed', reason: 'x', againAfterMs: 10 },
      );
      await queue.add(aDelivery('msg_a'));
      await consume(handle);
      await eventually(
        () => expect(seen.map(([, , attempt]) => attempt)).toEqual([1, 1, 2, 2, 3]),
        5_000,
      );
    });

    it('is done with what failed for good', async () => {
      const { seen, handle } = answering({ type: 'failed', reason: 'x' });
      await queue.add(aDelivery('msg_a'));
      await consume(handle);
      await eventually(() => expect(seen).toHaveLength(1));
      await queue.add(aDelivery('msg_b'));
      await eventually(() => expect(seen.map(([id]) => id)).toEqual(['msg_a', 'msg_b']));
    });

    it('hands over no more at once than it is asked to', async () => {
      const now = { underWay: 0, most: 0, done: 0 };
      await consume(async () => {
        now.underWay += 1;
        now.most = Math.max(now.most, now.underWay);
        await new Promise((resolve) => setImmediate(resolve));
        now.underWay -= 1;
        now.done += 1;
        return { type: 'done' };
      }, 2);
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => queue.add(aDelivery(`msg_${index}`))),
      );
      await eventually(() => expect(now.done).toBe(10));
      expect(now.most).toBeLessThanOrEqual(2);
    });
  });
}
