import { readdir, readFile } from 'node:fs/promises';

import { HARNESS } from '../chaosRedis.mjs';
import { allKeys } from './readRecords.mjs';

/** After every process has been stopped: nothing of them is there but records, and keys we know. */
export async function checkLeftovers({ redis, keys, records, prefix, findings }) {
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
  for (const process of await processesWith(prefix)) findings.add('leftovers', process);
}

/** Whatever was started for this run, by us or by one of ours, carries its prefix in its environment. */
async function processesWith(prefix) {
  const found = [];
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const read = (file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
    if (!(await read('environ')).includes(`REDIS_PREFIX=${prefix}\0`)) continue;
    found.push(`process ${pid}: ${(await read('cmdline')).replaceAll('\0', ' ')}`);
  }
  return found;
}
