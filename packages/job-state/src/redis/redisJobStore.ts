import { setTimeout as sleep } from 'node:timers/promises';

import {
  AppError,
  type FoundIncumbent,
  type Job,
  JOB_STATUSES,
  type JobStart,
  type JobStatus,
  type LogLine,
} from '@pitwall/contract';
import {
  duplicateConnection,
  isRedisUnavailable,
  readRedisFacts,
  type RedisConnection,
  runScript,
  type Script,
  withRedisFailures,
} from '@pitwall/runtime';

import { createOne } from '../createOne.ts';
import type { JobChange, JobRequest } from '../jobChange.ts';
import type {
  Beat,
  BeatAnswer,
  Capacity,
  ChangeOutcome,
  CreateAllOutcome,
  CreateOutcome,
  ExpireOptions,
  JobCounts,
  JobPage,
  JobStore,
  ListQuery,
  NewJob,
  NotesQuery,
  RemoveOutcome,
  NewJobs,
  Standing,
  Sweep,
} from '../jobStore.ts';
import { changeCommand, changeOutcome } from './changeCommand.ts';
import { expireJobs } from './expireJobs.ts';
import { removeJob } from './forgetJob.ts';
import { forgetRepaired } from './forgetRepaired.ts';
import { JobCreator } from './jobCreator.ts';
import { asReadable, LIGHT_FIELDS, readFields, readJson } from './jobFields.ts';
import { JobKeys } from './jobKeys.ts';
import { listJobs } from './listJobs.ts';
import { readIncumbents, readLogs } from './notes.ts';
import { readVersion } from './readVersion.ts';
import { ReplicaConfirmation } from './replicaConfirmation.ts';
import { STANDINGS, SWEEP } from './scripts.ts';
import { readStandings, readSweep } from './standings.ts';
import { readStarts } from './startLog.ts';
import { Workers } from './workers.ts';

const SUBSCRIBE_AGAIN_AFTER_MS = 500;

/** One hash per job, an index per question asked of all jobs; every write is one script. */
export class RedisJobStore implements JobStore {
  readonly #redis: RedisConnection;
  readonly #keys: JobKeys;
  readonly #replicas: ReplicaConfirmation;
  readonly #workers: Workers;
  readonly #creator: JobCreator;
  #subscriber: RedisConnection | undefined;
  #isClosed = false;

  /** The caller opens and closes `redis`, and decides how long it waits for a Redis that is away. */
  constructor(redis: RedisConnection, options: { prefix: string; waitReplicas?: number }) {
    this.#redis = redis;
    this.#keys = new JobKeys(options.prefix);
    this.#replicas = new ReplicaConfirmation(redis, this.#keys, options.waitReplicas ?? 0);
    this.#workers = new Workers(redis, this.#keys);
    this.#creator = new JobCreator(redis, this.#keys, this.#replicas);
  }

  create(newJob: NewJob): Promise<CreateOutcome> {
    return createOne(this, newJob);
  }

  createAll(wish: NewJobs): Promise<CreateAllOutcome> {
    return this.#creator.create(wish);
  }

  find(id: string): Promise<Job | undefined> {
    return this.#counted(id, async () =>
      readFields(id, await this.#redis.hmget(this.#keys.record(id), ...LIGHT_FIELDS)),
    );
  }

  findVersion(id: string): ReturnType<JobStore['findVersion']> {
    return this.#counted(id, () => readVersion(this.#redis, this.#keys.record(id)));
  }

  findInput(id: string): Promise<unknown> {
    return this.#findJson(id, 'input_params');
  }

  findResult(id: string): Promise<unknown> {
    return this.#findJson(id, 'result');
  }

  findCheckpoint(id: string): Promise<unknown> {
    return this.#findJson(id, 'checkpoint');
  }

  findStarts(id: string): Promise<JobStart[]> {
    return this.#counted(id, () => readStarts(this.#redis, this.#keys.record(id)));
  }

  findIncumbents(id: string, query: NotesQuery): Promise<FoundIncumbent[]> {
    return withRedisFailures(readIncumbents(this.#redis, this.#keys.incumbents(id), query));
  }

  findLogs(id: string, query: NotesQuery): Promise<LogLine[]> {
    return withRedisFailures(readLogs(this.#redis, this.#keys.logs(id), query));
  }

  async change(id: string, change: JobChange): Promise<ChangeOutcome> {
    const { script, ...given } = await changeCommand(id, change, this.#keys);
    const run = async () => changeOutcome(id, await this.#run(script, given));
    const outcome = await this.#counted(id, run);
    // A retry is acknowledged as a submit is.
    const isRetry = change.event === 'retried' && outcome.type === 'applied';
    if (isRetry) await this.#replicas.confirmAll([id]);
    return outcome;
  }

  async list(query: ListQuery): Promise<JobPage> {
    const page = await withRedisFailures(listJobs(this.#redis, this.#keys, query));
    for (const { id, reason } of page.unreadable) await this.#count(id, reason);
    return page;
  }

  async counts(tenant?: string): Promise<JobCounts> {
    const [unreadable, ...sizes] = await withRedisFailures(
      Promise.all([
        this.#redis.hlen(this.#keys.unreadable),
        ...JOB_STATUSES.map((status) => this.#redis.zcard(this.#keys.status(status, tenant))),
      ]),
    );
    const counts = Object.fromEntries(JOB_STATUSES.map((status, i) => [status, sizes[i] ?? 0]));
    return { ...counts, unreadable } as JobCounts;
  }

  async sweep({ status, limit }: { status: JobStatus; limit: number }): Promise<Sweep> {
    const keys = [this.#keys.status(status), this.#keys.sweeps];
    const args = [status, String(limit), this.#keys.record('')];
    return readSweep(await this.#run(SWEEP, { keys, args }));
  }

  async findStandings(ids: readonly string[]): Promise<(Standing | undefined)[]> {
    const given = { keys: [this.#keys.all], args: [this.#keys.record(''), ...ids] };
    return readStandings(ids, await this.#run(STANDINGS, given));
  }

  beat(beat: Beat): Promise<BeatAnswer> {
    return withRedisFailures(this.#workers.beat(beat));
  }

  forgetWorker(workerId: string): Promise<void> {
    return withRedisFailures(this.#workers.forget(workerId));
  }

  findCapacity(aliveSinceMs: number): Promise<Capacity> {
    return withRedisFailures(this.#workers.findCapacity(aliveSinceMs));
  }

  async expire(options: ExpireOptions): Promise<number> {
    await withRedisFailures(forgetRepaired(this.#redis, this.#keys));
    return await withRedisFailures(expireJobs(this.#redis, this.#keys, options));
  }

  remove(id: string): Promise<RemoveOutcome> {
    return withRedisFailures(removeJob(this.#redis, this.#keys, () => this.find(id)));
  }

  async watchRequests(listener: (request: JobRequest) => void): Promise<void> {
    const subscriber = duplicateConnection(this.#redis);
    this.#subscriber = subscriber;
    // The connection it is a copy of logs that Redis is away; ioredis subscribes again by itself.
    subscriber.on('error', () => {});
    subscriber.on('message', (_channel: string, text: string) => listener(JSON.parse(text)));
    await this.#subscribe(subscriber);
  }

  check(): Promise<object> {
    return withRedisFailures(readRedisFacts(this.#redis, this.#keys.all));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#subscriber?.disconnect();
    this.#replicas.close();
  }

  /** A Redis that goes away in this very moment must not end the start of a worker. */
  async #subscribe(subscriber: RedisConnection): Promise<void> {
    while (!this.#isClosed) {
      try {
        await subscriber.subscribe(this.#keys.requests);
        return;
      } catch (error) {
        if (!isRedisUnavailable(error)) throw error;
        await sleep(SUBSCRIBE_AGAIN_AFTER_MS);
      }
    }
  }

  #findJson(id: string, field: string): Promise<unknown> {
    return this.#counted(id, async () =>
      readJson(id, await this.#redis.hgetBuffer(this.#keys.record(id), field)),
    );
  }

  #run(script: Script, given: { keys: string[]; args: (string | Buffer)[] }): Promise<unknown> {
    return withRedisFailures(runScript(this.#redis, script, given));
  }

  /** Passes on what `read` gives; a record that cannot be read is counted on the way. */
  async #counted<T>(id: string, read: () => Promise<T>): Promise<T> {
    try {
      return await withRedisFailures(asReadable(id, read()));
    } catch (error) {
      if (error instanceof AppError && error.code === 'record_unreadable') {
        await this.#count(id, error.message);
      }
      throw error;
    }
  }

  async #count(id: string, reason: string): Promise<void> {
    await withRedisFailures(this.#redis.hset(this.#keys.unreadable, id, reason));
  }
}
