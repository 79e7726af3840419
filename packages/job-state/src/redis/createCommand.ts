import { createHash } from 'node:crypto';

import { submittedData } from '../events/eventData.ts';
import type { CreateAllOutcome, NewJobs } from '../jobStore.ts';
import type { JobKeys } from './jobKeys.ts';
import { type NewRecord, newRecord } from './newRecord.ts';

const BYTES_BESIDE_INPUT = 4_000;

/** The jobs of one request, with their records as they are to be written. */
export type RecordedWish = { wish: NewJobs; records: NewRecord[] };

export async function recordedWish(wish: NewJobs): Promise<RecordedWish> {
  return { wish, records: await Promise.all(wish.jobs.map(newRecord)) };
}

/** In bytes, about. What has no input has indexes and events all the same. */
export function weightOf({ records }: RecordedWish): number {
  return records.reduce((sum, { storedBytes }) => sum + storedBytes + BYTES_BESIDE_INPUT, 0);
}

/** Every key of a script once, in the order they were first asked for; their places count from 1. */
class KeyTable {
  readonly #places = new Map<string, number>();

  get keys(): string[] {
    return [...this.#places.keys()];
  }

  placeOf(key: string): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.#places.size + 1);
    return this.#places.size;
  }
}

/** Keys and arguments of the script that creates the jobs of many requests. */
export function createCommand(lot: readonly RecordedWish[], keys: JobKeys) {
  const table = new KeyTable();
  for (const key of [keys.status('pending'), keys.status('running'), keys.all]) table.placeOf(key);
  const fields: (string | Buffer)[] = [];
  // The prefix, how many requests there are, and each of them.
  const argsBefore = 2 + lot.length;
  const controlOf = ({ job, words, written }: NewRecord) => {
    const { id, submittedBy, startBy } = job;
    const first = argsBefore + fields.length + 1;
    fields.push(JSON.stringify(submittedData(job)));
    for (const field of written) fields.push(field);
    return {
      id,
      score: Date.parse(job.createdAt),
      facts: keys.factsOf(job, words),
      submittedBy,
      startByMs: startBy && Date.parse(startBy),
      record: table.placeOf(keys.record(id)),
      indexes: keys.indexesOf(job, words).map((key) => table.placeOf(key)),
      first,
      last: argsBefore + fields.length,
    };
  };
  const wishes = lot.map(({ wish, records }) =>
    JSON.stringify({
      ...idempotencyOf(wish, (hash) => table.placeOf(keys.idempotency(hash))),
      room: roomOf(wish),
      isTrial: wish.isTrial,
      jobs: records.map(controlOf),
    }),
  );
  const args = [keys.prefix, String(lot.length), ...wishes, ...fields];
  return { keys: table.keys, args };
}

function idempotencyOf(
  { tenant, idempotency }: NewJobs,
  placeOf: (hash: string) => number,
): object | undefined {
  if (!idempotency) return undefined;
  const { key, fingerprint, keepForMs } = idempotency;
  return { fingerprint, keepForMs, requestKey: placeOf(sha256(JSON.stringify([tenant, key]))) };
}

/** JSON null is not nil to Lua, so what is not limited is left out. */
function roomOf({ room, jobs }: NewJobs): object | undefined {
  if (!room) return undefined;
  const { pendingOfKey, backlog, atOnce } = room;
  const submittedBy = jobs[0]?.job.submittedBy;
  const ofKey = pendingOfKey === null || !submittedBy ? {} : { pendingOfKey, submittedBy };
  return { ...ofKey, backlog, ...atOnce };
}

/** Throws what Redis said where the jobs of this request alone could not be created. */
export function createOutcome(reply: unknown): CreateAllOutcome {
  const [type, fact, count] = reply as [CreateAllOutcome['type'] | 'failed', string, number];
  if (type === 'failed') throw new Error(fact);
  if (type === 'repeated') return { type, ids: fact.split(',').filter(Boolean) };
  if (type === 'over_quota') return { type, limit: fact as 'backlog', pending: count };
  return { type };
}

/** The records that stand once this is the answer, by this request or the one it repeats. */
export function writtenIds({ jobs, isTrial }: NewJobs, outcome: CreateAllOutcome): string[] {
  if (outcome.type === 'repeated') return outcome.ids;
  const isWritten = outcome.type === 'created' || outcome.type === 'taken';
  return isWritten && !isTrial ? jobs.map(({ job }) => job.id) : [];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
