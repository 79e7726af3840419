import { withResolvers } from '@pitwall/test-kit';
import { afterEach, beforeEach } from 'vitest';

import type {
  ConsumerOptions,
  Delivery,
  HandleJob,
  JobConsumer,
  JobQueue,
  Outcome,
  QueueEntry,
} from '../src/index.ts';

export type QueueUnderTest = {
  queue: JobQueue;
  createConsumer: (handle: HandleJob, options: ConsumerOptions) => JobConsumer;
  close: () => Promise<void>;
};

export const anEntry = (id: string, changes: Partial<QueueEntry> = {}): QueueEntry => ({
  id,
  generation: 1,
  kind: 'drill',
  correlationId: 'c',
  tenant: 'default',
  priority: 'normal',
  attempts: 3,
  ...changes,
});

/** A handler that notes what it was handed and answers in turn. */
export function answering(...answers: Outcome[]) {
  const seen: Delivery[] = [];
  const handle = async (delivery: Delivery): Promise<Outcome> => {
    seen.push(delivery);
    return answers.shift() ?? { type: 'done' };
  };
  return { seen, handle };
}

/** A handler that notes what it was handed and does not answer until it is told to. */
export function holding() {
  const seen: Delivery[] = [];
  const { promise, resolve } = withResolvers<Outcome>();
  const handle = (delivery: Delivery): Promise<Outcome> => {
    seen.push(delivery);
    return promise;
  };
  return { seen, handle, finish: () => resolve({ type: 'done' }) };
}

/** Opens a queue for each test, and drains its consumers and closes it afterwards. */
export function useQueue(open: () => Promise<QueueUnderTest>) {
  const now: { under?: QueueUnderTest; consumers: JobConsumer[] } = { consumers: [] };
  const opened = (): QueueUnderTest => {
    if (!now.under) throw new Error('A queue is open only within a test');
    return now.under;
  };
  beforeEach(async () => {
    now.under = await open();
    now.consumers = [];
  });
  afterEach(async () => {
    for (const consumer of now.consumers) await consumer.drain();
    await now.under?.close();
  });
  return {
    get queue(): JobQueue {
      return opened().queue;
    },
    async consume(handle: HandleJob, concurrency = 1): Promise<JobConsumer> {
      const consumer = opened().createConsumer(handle, { concurrency, onLost: () => {} });
      now.consumers.push(consumer);
      await consumer.start();
      return consumer;
    },
  };
}
