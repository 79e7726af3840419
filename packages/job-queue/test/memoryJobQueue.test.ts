import { MemoryJobConsumer, MemoryJobQueue } from '../src/index.ts';
import { describeJobQueue } from './jobQueueContract.ts';

describeJobQueue('MemoryJobQueue', async () => {
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
});
