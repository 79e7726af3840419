import { Gatherer, type RedisConnection, runScript, withRedisFailures } from '@pitwall/runtime';
import { type JobsOptions, Queue } from 'bullmq';

import {
  type JobQueue,
  KINDS_LOOKED_AT,
  type QueueCounts,
  type QueuedId,
  type QueueEntry,
  type QueuePlace,
  type QueueState,
  type QueueSweep,
} from '../jobQueue.ts';
import { type BullData, bullJobId, bullPrefix, JOBS_QUEUE, queuedIdOf } from './queueNames.ts';
import { PLACE_OF, STATES_OF, SWEEP_QUEUE } from './queueScripts.ts';
import { Turns } from './turns.ts';

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
  readonly #turns: Turns;
  readonly #added = new Gatherer<QueueEntry, unknown>({
    doAll: (entries) => this.#addAll(entries),
  });

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
    this.#turns = new Turns({ ...options, toKey: (name) => this.#key(name) });
  }

  async add(entry: QueueEntry): Promise<void> {
    await withRedisFailures(this.#added.add(entry));
  }

  async addAll(entries: readonly QueueEntry[]): Promise<void> {
    await withRedisFailures(this.#addAll(entries));
  }

  async reprioritize(job: QueuedId & Pick<QueueEntry, 'priority' | 'tenant'>): Promise<void> {
    await withRedisFailures(this.#turns.reprioritize(job));
  }

  async findPlace(job: QueuedId): Promise<QueuePlace> {
    const keys = this.#keysOf(['prioritized', 'delayed', 'active', 'meta']);
    const given = { keys, args: [bullJobId(job), this.#key(''), String(KINDS_LOOKED_AT)] };
    const reply = await withRedisFailures(runScript(this.#redis, PLACE_OF, given));
    return placeOf(reply as PlaceReply);
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

  async #addAll(entries: readonly QueueEntry[]): Promise<unknown[]> {
    const priorities = await this.#turns.take(entries);
    const jobs = entries.map((entry, index) => bullJobOf(entry, priorities[index] ?? 0));
    return await this.inspected.addBulk(jobs);
  }

  #keysOf(names: readonly string[]): string[] {
    return names.map((name) => this.#key(name));
  }

  #key(name: string): string {
    return this.inspected.toKey(name);
  }
}

function bullJobOf(entry: QueueEntry, priority: number) {
  const { id, generation, correlationId, tenant, kind, attempts, delayMs } = entry;
  const data: BullData = { id, generation, correlationId, tenant };
  const opts: JobsOptions = {
    jobId: bullJobId(entry),
    priority,
    attempts,
    ...(delayMs === undefined ? {} : { delay: delayMs }),
    // The worker that sees it fail says when.
    backoff: { type: 'custom' },
    removeOnComplete: KEEP_COMPLETED,
    removeOnFail: KEEP_FAILED,
  };
  return { name: kind, data, opts };
}

type PlaceReply = [QueuePlace['type'], number?, number?, number?, ...string[]];

function placeOf([type, value = 0, running = 0, paused, ...kinds]: PlaceReply): QueuePlace {
  switch (type) {
    case 'waiting':
      return { type, ahead: value, running, kinds, isPaused: paused === 1 };
    case 'delayed':
      return { type, untilMs: value };
    case 'running':
    case 'none':
      return { type };
  }
}
