import { type RedisConnection, withRedisFailures } from '@pitwall/runtime';
import { Queue } from 'bullmq';

import type { JobQueue, QueueCounts, QueueEntry, QueueState } from '../jobQueue.ts';
import { BULL_PRIORITIES, type BullData, bullJobId, bullPrefix, JOBS_QUEUE } from './queueNames.ts';

const DAY_SECONDS = 86_400;

/** Finished jobs stay for a while for queue inspection; their records are the lasting truth. */
const KEEP_COMPLETED = { age: DAY_SECONDS, count: 1_000 };
const KEEP_FAILED = { age: 7 * DAY_SECONDS, count: 5_000 };

const MAX_QUEUE_EVENTS = 1_000;

export type BullQueueOptions = {
  /** The caller opens and closes it, and decides how long it waits for a Redis that is away. */
  redis: RedisConnection;
  prefix: string;
  onError: (error: unknown) => void;
};

/** The queue in Redis. */
export class BullJobQueue implements JobQueue {
  /** For queue inspection only. */
  readonly inspected: Queue;

  constructor(options: BullQueueOptions) {
    this.inspected = new Queue<BullData>(JOBS_QUEUE, {
      connection: options.redis,
      prefix: bullPrefix(options.prefix),
      streams: { events: { maxLen: MAX_QUEUE_EVENTS } },
      // Both, or a queue made while Redis is away rejects for ever (BullMQ keeps the rejected promise).
      skipWaitingForReady: true,
      skipVersionCheck: true,
    });
    this.inspected.on('error', options.onError);
  }

  async add(entry: QueueEntry): Promise<void> {
    const { id, generation, correlationId, kind } = entry;
    await withRedisFailures(
      this.inspected.add(
        kind,
        { id, generation, correlationId },
        {
          jobId: bullJobId(entry),
          priority: BULL_PRIORITIES[entry.priority],
          attempts: entry.attempts,
          backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
          removeOnComplete: KEEP_COMPLETED,
          removeOnFail: KEEP_FAILED,
        },
      ),
    );
  }

  async stateOf(entry: Pick<QueueEntry, 'id' | 'generation'>): Promise<QueueState> {
    const state = await withRedisFailures(this.inspected.getJobState(bullJobId(entry)));
    if (state === 'completed' || state === 'failed') return state;
    return state === 'unknown' ? 'absent' : 'held';
  }

  async remove(entry: Pick<QueueEntry, 'id' | 'generation'>): Promise<void> {
    await withRedisFailures(this.inspected.remove(bullJobId(entry)));
  }

  async counts(): Promise<QueueCounts> {
    const counts = await withRedisFailures(
      this.inspected.getJobCounts('waiting', 'prioritized', 'active', 'delayed'),
    );
    const { waiting = 0, prioritized = 0, active = 0, delayed = 0 } = counts;
    return { waiting: waiting + prioritized, active, delayed };
  }

  async close(): Promise<void> {
    await this.inspected.close();
  }
}
