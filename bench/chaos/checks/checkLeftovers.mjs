import { readdir, readFile } from 'node:fs/promises';

import { ROOT } from '../../../scripts/repository.mjs';
import { HARNESS } from '../chaosRedis.mjs';
import { allKeys } from './readRecords.mjs';

/** After every process has been stopped: nothing of them is there but records, and keys we know. */
export async function checkLeftovers({ redis, keys, records, ours, findings }) {
  for (const key of await allKeys(redis)) {
    const kind = keys.kindOf(key);
    if (kind === undefined) findings.add('leftovers', `nobody knows the key ${key}`);
    else if (kind.id !== undefined && !records.has(kind.id)) {
      findings.add('leftovers', `${key} is of no job`);
    } else if (key.endsWith(':lock')) findings.add('leftovers', `${key} is left`);
  }
  for (const client of String(await redis.client('LIST'))
    .trim()
    .split('\n')) {
    if (!client.includes(` name=${HARNESS} `)) findings.add('leftovers', `connected: ${client}`);
  }
  for (const process of await processesWith(ours.prefix, ours.groups))
    findings.add('leftovers', process);
}

/**
 * Whatever was started for this run, by us or by one of ours: it carries the prefix in its
 * environment, or runs our code in the process group of one of our processes.
 */
async function processesWith(prefix, groups) {
  const found = [];
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const read = (file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
    const [environ, command] = [await read('environ'), await read('cmdline')];
    const isInGroup = command.includes(ROOT) && groups.has(groupOf(await read('stat')));
    if (!isInGroup && !environ.includes(`REDIS_PREFIX=${prefix}\0`)) continue;
    found.push(`process ${pid}: ${command.replaceAll('\0', ' ')}`);
  }
  return found;
}

/** The third field after the name, which stands in brackets and may hold anything. */
function groupOf(stat) {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}
