import { setTimeout as sleep } from 'node:timers/promises';

import { checkAccounts } from './checks/checkAccounts.mjs';
import { checkEnds } from './checks/checkEnds.mjs';
import { checkHistory } from './checks/checkHistory.mjs';
import { checkIndexes } from './checks/checkIndexes.mjs';
import { findDrift } from './checks/checkQueue.mjs';
import { readRecords } from './checks/readRecords.mjs';
import { ENDED } from './keys.mjs';

const LOOK_EVERY_MS = 500;
/** After the last end: BullMQ is told after the record, and looks for lost locks every 5 s. */
const SETTLES_WITHIN_MS = 25_000;

/** Until every accepted job has ended; what has not by then is lost. */
export async function untilEnded({ watcher, redis, keys }, { waitMs, signal }) {
  const deadlineMs = performance.now() + waitMs;
  while (performance.now() < deadlineMs) {
    // Records that no answer told of must end, too.
    const open = await countOpen(redis, keys);
    if (watcher.open.size === 0 && open === 0) return;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function countOpen(redis, keys) {
  const counts = await Promise.all(
    ['pending', 'running'].map((status) => redis.zcard(keys.status(status)).catch(() => 1)),
  );
  return counts[0] + counts[1];
}

/** Everything that can be told while the service still runs. */
export async function judgeRecords({ jobs, watcher, redis, keys, findings }, signal) {
  const drift = await untilSettled({ redis, keys }, signal);
  for (const line of drift) findings.add('drifted', line);
  await watcher.stop();
  await watcher.recheckAll();
  const state = await readRecords(redis, keys);
  checkEnds(jobs, state.records, findings);
  checkHistory(state.records, findings);
  checkIndexes(state, findings);
  await checkAccounts({ redis, keys, records: state.records, findings });
  return state.records;
}

/** Gives the service time to come to rest, and resolves to what disagrees even then. */
async function untilSettled({ redis, keys }, signal) {
  const deadlineMs = performance.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const { records } = await readRecords(redis, keys);
    const drift = await findDrift({ redis, keys, records });
    const open = [...records.values()].filter(({ status }) => !ENDED.has(status));
    if (drift.length + open.length === 0 || performance.now() > deadlineMs) return drift;
    await sleep(2 * LOOK_EVERY_MS, undefined, { signal });
  }
}
