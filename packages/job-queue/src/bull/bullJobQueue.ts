import { type RedisConnection, runScript, withRedisFailures } from '@pitwall/runtime';
import { Queue } from 'bullmq';

import type {
  JobQueue,
  QueueCounts,
  QueuedId,
  QueueEntry,
  QueueState,
  QueueSweep,
} from '../jobQueue.ts';
import {
  BULL_PRIORITIES,
  type BullData,
  bullJobId,
  bullPrefix,
  JOBS_QUEUE,
  queuedIdOf,
} from './queueNames.ts';
import { STATES_OF, SWEEP_QUEUE } from './queueScripts.ts';

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
  readonly #redis: RedisConnection;
  readonly #place: string;

  constructor(options: BullQueueOptions) {
    this.#redis = options.redis;
    this.#place = `${options.prefix}:sweeps:queue`;
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
          // The worker that sees it fail says when.
          backoff: { type: 'custom' },
          removeOnComplete: KEEP_COMPLETED,
          removeOnFail: KEEP_FAILED,
        },
      ),
    );
  }

  async reprioritize(job: QueuedId & Pick<QueueEntry, 'priority'>): Promise<void> {
    const found = await withRedisFailures(this.inspected.getJob(bullJobId(job)));
    const priority = BULL_PRIORITIES[job.priority];
    if (found) await withRedisFailures(found.changePriority({ priority }));
  }

  async statesOf(jobs: readonly QueuedId[]): Promise<QueueState[]> {
    if (jobs.length === 0) return [];
    const lists = ['prioritized', 'delayed', 'completed', 'failed', 'active', 'wait'];
    const given = { keys: this.#keysOf(lists), args: [this.#key(''), ...jobs.map(bullJobId)] };
    return (await withRedisFailures(runScript(this.#redis, STATES_OF, given))) as QueueState[];
  }

  async failureOf(job: QueuedId): Promise<string | undefined> {
    const found = await withRedisFailures(this.inspected.getJob(bullJobId(job)));
    return found?.failedReason;
  }

  async sweep(limit: number): Promise<QueueSweep> {
    const keys = [...this.#keysOf(['prioritized', 'delayed', 'wait']), this.#place];
    const given = { keys, args: [String(limit)] };
    const reply = await withRedisFailures(runScript(this.#redis, SWEEP_QUEUE, given));
    const [isAtEnd, ...bullIds] = reply as [number, ...string[]];
    return { jobs: bullIds.map(queuedIdOf), isAtEnd: isAtEnd === 1 };
  }

  async remove(job: QueuedId): Promise<void> {
    await withRedisFailures(this.inspected.remove(bullJobId(job)));
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

  #keysOf(names: readonly string[]): string[] {
    return names.map((name) => this.#key(name));
  }

  #key(name: string): string {
    return this.inspected.toKey(name);
  }
}
