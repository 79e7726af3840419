import { Gatherer, type RedisConnection, runScript, withRedisFailures } from '@pitwall/runtime';

import type { CreateAllOutcome, NewJobs } from '../jobStore.ts';
import {
  createCommand,
  createOutcome,
  type RecordedWish,
  recordedWish,
  weightOf,
  writtenIds,
} from './createCommand.ts';
import { CREATE } from './createScript.ts';
import type { JobKeys } from './jobKeys.ts';
import type { ReplicaConfirmation } from './replicaConfirmation.ts';

/** Written by one script, which holds Redis up for some 4 ms (`npm run bench:batch`). */
const LOT_BYTES = 120_000;

/**
 * Writes new jobs. The jobs of requests that come in the same moment are in the same indexes, counts
 * and sums, most of them, so they are written by one script.
 */
export class JobCreator {
  readonly #redis: RedisConnection;
  readonly #keys: JobKeys;
  readonly #replicas: ReplicaConfirmation;
  readonly #gathered = new Gatherer<RecordedWish, unknown>({
    doAll: (lot) => this.#createLot(lot),
    weigh: weightOf,
    full: LOT_BYTES,
  });

  constructor(redis: RedisConnection, keys: JobKeys, replicas: ReplicaConfirmation) {
    this.#redis = redis;
    this.#keys = keys;
    this.#replicas = replicas;
  }

  async create(wish: NewJobs): Promise<CreateAllOutcome> {
    const outcome = await withRedisFailures(this.#write(wish));
    await this.#replicas.confirmAll(writtenIds(wish, outcome));
    return outcome;
  }

  async #write(wish: NewJobs): Promise<CreateAllOutcome> {
    return createOutcome(await this.#gathered.add(await recordedWish(wish)));
  }

  async #createLot(lot: RecordedWish[]): Promise<unknown[]> {
    return (await runScript(this.#redis, CREATE, createCommand(lot, this.#keys))) as unknown[];
  }
}
