import { AppError } from '@pitwall/contract';
import { isRedisUnavailable, type RedisConnection, serverOf } from '@pitwall/runtime';
import type { Redis } from 'ioredis';

import type { JobKeys } from './jobKeys.ts';

/**
 * A submit waits for the round that is under way and then for its own: twice this, and the answer
 * still comes within the two seconds we promise while Redis is away.
 */
const WAIT_MS = 800;
const ANSWER_WITHIN_MS = 1_000;

/**
 * KEYS: a counter, then records. WAIT is about what its own connection has written, so this writes;
 * returns 1 for each record that this server has.
 */
const CONFIRM = `
redis.call('INCR', KEYS[1])
local found = {}
for i = 2, #KEYS do found[i - 1] = redis.call('EXISTS', KEYS[i]) end
return found`;

type Waiting = { id: string; resolve: () => void; reject: (error: Error) => void };

/**
 * Makes a submit or a retry wait until enough replicas have its record. On a connection of its own, for WAIT
 * holds up whatever else goes over its connection; and one round at a time for all who wait, so
 * that a missing replica does not pile up rounds.
 */
export class ReplicaConfirmation {
  readonly #redis: RedisConnection;
  readonly #keys: JobKeys;
  readonly #replicas: number;
  #waiting: Waiting[] = [];
  #isUnderWay = false;
  #connection: { to: Redis; redis: Redis } | undefined;

  constructor(redis: RedisConnection, keys: JobKeys, replicas: number) {
    this.#redis = redis;
    this.#keys = keys;
    this.#replicas = replicas;
  }

  /** Resolves once the records are on enough replicas; AppError `not_replicated` when they are not. */
  async confirmAll(ids: readonly string[]): Promise<void> {
    if (this.#replicas > 0) await Promise.all(ids.map((id) => this.#confirm(id)));
  }

  async #confirm(id: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ id, resolve, reject });
      if (!this.#isUnderWay) void this.#runRounds();
    });
  }

  close(): void {
    this.#connection?.redis.disconnect();
  }

  async #runRounds(): Promise<void> {
    this.#isUnderWay = true;
    while (this.#waiting.length > 0) await this.#runRound(this.#waiting.splice(0));
    this.#isUnderWay = false;
  }

  async #runRound(round: Waiting[]): Promise<void> {
    try {
      const { found, replicas } = await this.#ask(round.map(({ id }) => this.#keys.record(id)));
      for (const [index, { resolve, reject }] of round.entries()) {
        if (replicas >= this.#replicas && found[index] === 1) resolve();
        else reject(notReplicated({ replicas, wanted: this.#replicas }));
      }
    } catch (error) {
      const failure = isRedisUnavailable(error)
        ? notReplicated({ replicas: 0, wanted: this.#replicas, cause: error })
        : (error as Error);
      for (const { reject } of round) reject(failure);
    }
  }

  /**
   * Both in one pipeline, which ioredis sends again as a whole or not at all: over a new connection
   * alone, to a new master perhaps, WAIT would confirm without having waited for anything.
   */
  async #ask(records: string[]): Promise<{ found: number[]; replicas: number }> {
    const answers = await this.#connect()
      .pipeline()
      .eval(CONFIRM, records.length + 1, this.#keys.confirmed, ...records)
      .wait(this.#replicas, WAIT_MS)
      .exec();
    const [[confirmError, found] = [], [waitError, replicas] = []] = answers ?? [];
    const error = confirmError ?? waitError;
    if (error) throw error;
    return { found: found as number[], replicas: replicas as number };
  }

  #connect(): Redis {
    const to = serverOf(this.#redis, this.#keys.confirmed);
    const known = this.#connection;
    if (known?.to === to && known.redis.status !== 'end') return known.redis;
    known?.redis.disconnect();
    // Its first commands may come before it is connected; they still have to be answered in time.
    const redis = to.duplicate({ enableOfflineQueue: true, commandTimeout: ANSWER_WITHIN_MS });
    // The connection it is a copy of logs that Redis is away.
    redis.on('error', () => {});
    this.#connection = { to, redis };
    return redis;
  }
}

type Shortfall = { replicas: number; wanted: number; cause?: unknown };

function notReplicated({ replicas, wanted, cause }: Shortfall): AppError {
  return new AppError(
    'not_replicated',
    `${replicas} of ${wanted} replicas have confirmed the job. It may have been accepted; ` +
      'sending it again with the same Idempotency-Key is safe',
    { cause },
  );
}
