import { allKeys } from './readRecords.mjs';

const LISTS = ['wait', 'paused', 'active'];
const SORTED_SETS = ['prioritized', 'delayed', 'completed', 'failed', 'waiting-children'];
const HELD = new Set(['wait', 'paused', 'active', 'prioritized', 'delayed', 'waiting-children']);

/** The id of a record, and from the second generation on its number. */
const BULL_ID = /^[0-9A-Z]{26}(?:-\d+)?$/;

/** What BullMQ may say of a job at rest, by the status of its record. */
const AGREES = {
  completed: new Set(['absent', 'completed']),
  failed: new Set(['absent', 'failed']),
  cancelled: new Set(['absent', 'completed', 'failed']),
  pending: new Set(['wait', 'paused', 'active', 'prioritized', 'delayed']),
  running: new Set(['active']),
};

/** How record and BullMQ disagree, as one line each: empty when all is at rest and agrees. */
export async function findDrift({ redis, keys, records }) {
  const states = await readStates(redis, keys);
  const drift = [];
  for (const [id, { status, generation }] of records) {
    const bullId = generation === '1' ? id : `${id}-${generation}`;
    const state = states.get(bullId) ?? 'absent';
    if (!AGREES[status]?.has(state)) drift.push(`${id} is ${status}, in BullMQ ${state}`);
  }
  for (const [bullId, state] of states) {
    const status = records.get(bullId.split('-')[0])?.status;
    if (HELD.has(state) && status !== 'pending' && status !== 'running') {
      drift.push(`BullMQ has ${bullId} in ${state}, its record is ${status ?? 'absent'}`);
    }
  }
  return [...drift, ...(await looseKeys(redis, keys, states))];
}

async function readStates(redis, keys) {
  const states = new Map();
  for (const name of LISTS) {
    for (const id of await redis.lrange(keys.bull(name), 0, -1)) states.set(id, name);
  }
  for (const name of SORTED_SETS) {
    for (const id of await redis.zrange(keys.bull(name), 0, -1)) states.set(id, name);
  }
  return states;
}

/** Locks that nobody lets go, and jobs of BullMQ that are in none of its sets. */
async function looseKeys(redis, keys, states) {
  const found = [];
  const prefix = keys.bull('');
  for (const key of await allKeys(redis)) {
    if (key.endsWith(':lock')) found.push(`${key} is left`);
    const id = key.startsWith(prefix) ? key.slice(prefix.length) : '';
    if (BULL_ID.test(id) && !states.has(id)) found.push(`BullMQ has ${id} in none of its sets`);
  }
  return found;
}
