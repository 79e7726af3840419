import { withResolvers } from '@pitwall/test-kit';

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
