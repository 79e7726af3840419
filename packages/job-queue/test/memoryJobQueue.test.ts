import { MemoryJobConsumer, MemoryJobQueue } from '../src/index.ts';
import { describeGiveBack } from './giveBackContract.ts';
import { describeJobQueue } from './jobQueueContract.ts';
import type { QueueUnderTest } from './queueUnderTest.ts';
import { describeTurns } from './turnsContract.ts';

const open = async (): Promise<QueueUnderTest> => {
  const queue = new MemoryJobQueue();
  return {
    queue,
    createConsumer: (handle, options) =>
      new MemoryJobConsumer(queue, handle, {
        ...options,
        onError: (error) => {
          throw error;
        },
      }),
    close: () => queue.close(),
  };
};
describeJobQueue('MemoryJobQueue', open);
describeGiveBack('MemoryJobQueue', open);
describeTurns('MemoryJobQueue', open);
