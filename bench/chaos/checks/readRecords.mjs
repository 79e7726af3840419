import { brotliDecompressSync } from 'node:zlib';

import { STATUSES } from '../keys.mjs';

const AT_ONCE = 250;

/** All that Redis holds of jobs at this moment: records with events, indexes, and BullMQ's sets. */
export async function readRecords(redis, keys) {
  const ids = await idsOfRecords(redis, keys);
  const records = new Map();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const all = await Promise.all(some.map((id) => readRecord(redis, keys, id)));
    for (const [index, id] of some.entries()) records.set(id, all[index]);
  }
  const indexes = new Map();
  for (const status of STATUSES) {
    indexes.set(status, new Set(await redis.zrange(keys.status(status), 0, -1)));
  }
  return { records, indexes, all: new Set(await redis.zrange(keys.all, 0, -1)) };
}

export async function allKeys(redis) {
  const found = new Set();
  let cursor = '0';
  do {
    const [next, some] = await redis.scan(cursor, 'COUNT', 1_000);
    for (const key of some) found.add(key);
    cursor = next;
  } while (cursor !== '0');
  return [...found];
}

async function idsOfRecords(redis, keys) {
  const all = await allKeys(redis);
  return all
    .filter((key) => /:job:[0-9A-Z]{26}$/.test(key) && keys.kindOf(key))
    .map((key) => keys.kindOf(key).id);
}

async function readRecord(redis, keys, id) {
  const [fields, result, events] = await Promise.all([
    redis.hgetall(keys.record(id)),
    redis.hgetBuffer(keys.record(id), 'result'),
    redis.xrange(keys.events(id), '-', '+'),
  ]);
  return {
    ...fields,
    ...(result && { result: unpacked(result) }),
    events: events.map(([, flat]) => eventOf(flat)),
  };
}

/** A large one is compressed, and marked by a first byte that no JSON begins with. */
function unpacked(stored) {
  return stored[0] === 1 ? brotliDecompressSync(stored.subarray(1)).toString() : stored.toString();
}

function eventOf(flat) {
  const entries = Array.from({ length: flat.length / 2 }, (_, i) => flat.slice(2 * i, 2 * i + 2));
  const { type, version, data } = Object.fromEntries(entries);
  return { type, version: Number(version ?? 0), data: JSON.parse(data ?? '{}') };
}
