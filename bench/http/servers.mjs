import { fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';

const ADMIN_KEY = `bench-${randomUUID()}`;

export async function startBare(redisUrl) {
  const child = fork(new URL('bareServer.mjs', import.meta.url), {
    env: { ...process.env, REDIS_URL: redisUrl, NODE_ENV: 'production' },
    execArgv: ['--conditions=built'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [{ port }] = await once(child, 'message');
  child.stdout.resume();
  return { port, pid: child.pid, stop: () => stop(child) };
}

/** The API as it is run: it logs, asks for a key, and holds it to limits that are just not reached. */
export async function startApi(redisUrl) {
  const child = spawn(process.execPath, ['--conditions=built', 'apps/api/dist/main.js'], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      REDIS_URL: redisUrl,
      DRILLS: 'true',
      ADMIN_API_KEY: ADMIN_KEY,
      MAX_PENDING_JOBS: '10000000',
      MAX_STREAMS_PER_KEY: '100000',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', openSync('/dev/null', 'w')],
  });
  const port = await portOf(child);
  const limits = { requestsPerMinute: 1e9, submitsPerMinute: 1e9, pendingJobs: 1e9 };
  const scopes = ['jobs:read', 'jobs:write', 'jobs:cancel', 'results:read'];
  const made = await fetch(`http://127.0.0.1:${port}/v1/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench', scopes, limits }),
  });
  const { key } = await made.json();
  if (made.status !== 201) throw new Error(`no key: ${made.status}`);
  return {
    port,
    pid: child.pid,
    headers: { Authorization: `Bearer ${key}` },
    stop: () => stop(child),
  };
}

async function portOf(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, port } = JSON.parse(line);
    if (msg !== 'listening') continue;
    // Read on, as a container's log driver would: a full pipe would hold it up.
    child.stdout.resume();
    return port;
  }
  throw new Error('the API did not start');
}

async function stop(child) {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
