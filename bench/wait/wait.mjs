import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

import { RedisJobStore } from '@pitwall/job-state';
import { startRedisServer } from '@pitwall/launcher';
import { connectRedis, createLogger } from '@pitwall/runtime';
import { aJob } from '@pitwall/test-kit';

/** In turns, so that what else the machine does meets both alike. */
const ROUNDS = 5;
const CASES = [
  { inFlight: 1, submits: 1_000 },
  { inFlight: 50, submits: 5_000 },
];

const log = createLogger({ name: 'bench', level: 'silent', pretty: false });
const INPUT = { seconds: 0 };

/** Latencies of `store.create` in milliseconds, and how many a second. */
async function submitAll(store, { inFlight, submits }) {
  const latencies = [];
  const startedAt = performance.now();
  const submitter = async () => {
    while (latencies.length + inFlight <= submits) {
      const submittedAt = performance.now();
      await store.create({ job: aJob({ id: randomUUID() }), input: INPUT });
      latencies.push(performance.now() - submittedAt);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, submitter));
  const seconds = (performance.now() - startedAt) / 1_000;
  return { latencies, perSecond: latencies.length / seconds };
}

async function measure(stores) {
  const rows = [];
  for (const { inFlight, submits } of CASES) {
    const results = stores.map(() => []);
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [index, { store }] of stores.entries()) {
        results[index].push(await submitAll(store, { inFlight, submits }));
      }
    }
    // The first round was for warming up.
    for (const [index, { name }] of stores.entries()) {
      rows.push({ name, inFlight, ...summaryOf(results[index].slice(1)) });
    }
  }
  return rows;
}

function summaryOf(results) {
  const latencies = results.flatMap((result) => result.latencies).toSorted((a, b) => a - b);
  const speeds = results.map(({ perSecond }) => perSecond).toSorted((a, b) => a - b);
  const at = (share) => latencies[Math.floor(share * (latencies.length - 1))];
  return { p50: at(0.5), p99: at(0.99), perSecond: speeds[speeds.length >> 1] };
}

function table(rows) {
  const lines = rows.map(({ name, inFlight, p50, p99, perSecond }) => {
    const [half, most] = [p50, p99].map((ms) => ms.toPrecision(3).padStart(6));
    const speed = Math.round(perSecond).toLocaleString('en').padStart(16);
    return `| ${name.padEnd(15)} | ${String(inFlight).padStart(9)} | ${half} | ${most} | ${speed} |`;
  });
  return [
    '| WAIT            | in flight | p50 ms | p99 ms | submits a second |',
    '| --------------- | --------: | -----: | -----: | ---------------: |',
    ...lines,
    '',
    ...CASES.map(({ inFlight }) => ratioLine(rows, inFlight)),
  ].join('\n');
}

function ratioLine(rows, inFlight) {
  const [without, waiting] = rows.filter((row) => row.inFlight === inFlight);
  const times = (waiting.p50 / without.p50).toFixed(1);
  const share = Math.round((100 * waiting.perSecond) / without.perSecond);
  return `With ${inFlight} in flight, waiting takes ${times} times as long (p50) and leaves ${share} % of the submits a second.`;
}

async function startPair(folder) {
  const servers = [];
  for (const name of ['master', 'replica']) {
    const persistence = { aof: 'everysec', folder: join(folder, name) };
    servers.push(await startRedisServer({ persistence }));
  }
  const [master, replica] = servers;
  const follower = connectRedis({ type: 'single', url: replica.url }, { patience: 'patient', log });
  await follower.replicaof('127.0.0.1', Number(new URL(master.url).port));
  while (!(await follower.info('replication')).includes('master_link_status:up')) {
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
  follower.disconnect();
  return { url: master.url, stop: () => Promise.all(servers.map((server) => server.stop())) };
}

async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-bench-'));
  const pair = await startPair(folder);
  const redis = connectRedis({ type: 'single', url: pair.url }, { patience: 'patient', log });
  const stores = [
    { name: 'none', store: new RedisJobStore(redis, { prefix: '{without}' }) },
    {
      name: 'for one replica',
      store: new RedisJobStore(redis, { prefix: '{waiting}', waitReplicas: 1 }),
    },
  ];
  try {
    return table(await measure(stores));
  } finally {
    for (const { store } of stores) await store.close();
    redis.disconnect();
    await pair.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const machine = `Node ${process.version}, ${cpus()[0].model.trim()}, ${cpus().length} cores; client, master and replica on the same machine, appendfsync everysec.`;
const result = `${await run()}\n\n${machine}`;
console.log(result);
if (process.argv.includes('--write')) {
  const heading =
    '# What waiting for a replica costs\n\n`npm run bench:wait -- --write`: `store.create` of a small job, in one run side by side.\n';
  writeFileSync(new URL('results.md', import.meta.url), `${heading}\n${result}\n`);
}
