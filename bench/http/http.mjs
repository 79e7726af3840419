import 'zod/compile';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

import { jobKinds } from '@pitwall/contract';
import { startRedisServer } from '@pitwall/launcher';
import { Redis } from 'ioredis';

import { load, requestBytes } from './load.mjs';
import { startApi, startBare } from './servers.mjs';
import { slateSubmission } from './slate.mjs';
import { watch } from './watch.mjs';

/** In turns, so that what else the machine does meets all alike. The first round warms up. */
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const SECONDS = 3;
const CONNECTIONS = 64;
const BATCH = 100;
const HANDLED = 5_000;

const submission = slateSubmission();
const body = JSON.stringify(submission);
const batch = JSON.stringify({ jobs: Array.from({ length: BATCH }, () => submission) });

function post(path, text, headers) {
  const bytes = requestBytes({ method: 'POST', path, body: text, headers });
  return () => bytes;
}

/** Status reads of jobs that are there, one after the other. */
function reads(pathOf, ids, headers) {
  const requests = ids.map((id) => requestBytes({ method: 'GET', path: pathOf(id), headers }));
  return (n) => requests[n % requests.length];
}

async function someIds({ port, headers = {} }, path) {
  const ids = [];
  for (let count = 0; count < 200; count++) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    ids.push((await answer.json()).id);
  }
  return ids;
}

async function casesOf(bare, api) {
  const [bareIds, ids] = [await someIds(bare, '/jobs'), await someIds(api, '/v1/jobs')];
  const { headers } = api;
  return [
    { name: 'submit, bare', port: bare.port, nextRequest: post('/jobs', body) },
    { name: 'submit, checked', port: bare.port, nextRequest: post('/checked', body) },
    { name: 'submit, ours', port: api.port, nextRequest: post('/v1/jobs', body, headers) },
    {
      name: `submit in batches of ${BATCH}`,
      port: api.port,
      nextRequest: post('/v1/jobs/batch', batch, headers),
      connections: 4,
      jobsEach: BATCH,
    },
    { name: 'read, bare', port: bare.port, nextRequest: reads((id) => `/jobs/${id}`, bareIds) },
    {
      name: 'read, checked',
      port: bare.port,
      nextRequest: reads((id) => `/checked/${id}`, bareIds),
    },
    {
      name: 'read, ours',
      port: api.port,
      nextRequest: reads((id) => `/v1/jobs/${id}`, ids, headers),
    },
  ];
}

async function measure(cases, redis) {
  const results = cases.map(() => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, { jobsEach = 1, connections = CONNECTIONS, ...wish }] of cases.entries()) {
      const before = await memoryOf(redis);
      const result = await load({ seconds: SECONDS, connections, ...wish });
      const wrong = [...result.statuses.keys()].filter((status) => status >= 300);
      if (wrong.length > 0) throw new Error(`${wish.name}: answers ${wrong.join(', ')}`);
      const perSecond = result.perSecond * jobsEach;
      const jobs = result.latencies.length * jobsEach;
      const bytesPerJob = ((await memoryOf(redis)) - before) / jobs;
      results[index].push({ ...result, perSecond, bytesPerJob });
    }
  }
  return cases.map(({ name }, index) => ({ name, rounds: results[index].slice(1) }));
}

/**
 * How many submissions a second one thread can parse, check and write as JSON again, with no HTTP and
 * no Redis: nobody who keeps what was sent takes more of them, however many come at once.
 */
function mostPossible() {
  const { input } = jobKinds({ drills: false }).get('portfolio');
  const handle = () => JSON.stringify(input.parse(JSON.parse(body).input));
  const perSecond = Array.from({ length: ROUNDS + 1 }, () => {
    const startedAt = performance.now();
    for (let count = 0; count < HANDLED; count++) handle();
    return (1_000 * HANDLED) / (performance.now() - startedAt);
  });
  return median(perSecond.slice(1));
}

async function memoryOf(redis) {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))[1]);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function table(rows) {
  const lines = rows.map(({ name, rounds }) => {
    const latencies = rounds.flatMap(({ latencies: of }) => of).toSorted((a, b) => a - b);
    const at = (share) => latencies[Math.floor(share * (latencies.length - 1))].toPrecision(3);
    const speed = Math.round(median(rounds.map(({ perSecond }) => perSecond)));
    const bytes = Math.round(median(rounds.map(({ bytesPerJob }) => bytesPerJob)));
    const memory = name.startsWith('submit') ? bytes.toLocaleString('en') : '';
    return `| ${name} | ${speed.toLocaleString('en')} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${memory} |`;
  });
  return [
    '| | a second | p50 ms | p95 ms | p99 ms | Redis bytes a job |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}

/** Of each round's pair, so that a slow minute meets both; the median of those. */
function ratio(rows, ours, other) {
  const [mine, others] = [ours, other].map((name) => rows.find((row) => row.name === name).rounds);
  return median(mine.map(({ perSecond }, round) => perSecond / others[round].perSecond)).toFixed(2);
}

async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-bench-'));
  const server = await startRedisServer({ persistence: { aof: 'everysec', folder } });
  const redis = new Redis(server.url);
  // It would take a core for seconds, from whoever has their turn then.
  await redis.config('SET', 'auto-aof-rewrite-percentage', '0');
  const bare = await startBare(server.url);
  const api = await startApi(server.url);
  try {
    const rows = await measure(await casesOf(bare, api), redis);
    const possible = mostPossible();
    const watched = await watch({ api, redisUrl: server.url });
    return [
      table(rows),
      '',
      `Submits: ${ratio(rows, 'submit, ours', 'submit, bare')} of the bare server (goal 0.8), ${ratio(rows, 'submit, ours', 'submit, checked')} of the checked one: the bare one with pino-http, helmet and the same zod schema.`,
      `Status reads: ${ratio(rows, 'read, ours', 'read, bare')} of the bare server (goal 0.9), ${ratio(rows, 'read, ours', 'read, checked')} of the checked one: the bare one with pino-http and helmet.`,
      `Jobs in batches: ${ratio(rows, `submit in batches of ${BATCH}`, 'submit, ours')} times single submits (goal 5). One thread parses, checks and writes ${Math.round(possible).toLocaleString('en')} submissions a second, without HTTP and Redis.`,
      watched,
    ].join('\n');
  } finally {
    await bare.stop();
    await api.stop();
    redis.disconnect();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const machine = `Node ${process.version}, ${cpus()[0].model.trim()}, ${cpus().length} cores; client, servers and Redis on the same machine, appendfsync everysec; ${body.length} bytes a submission, ${CONNECTIONS} connections.`;
const result = `${await run()}\n\n${machine}`;
console.log(result);
if (process.argv.includes('--write')) {
  const heading =
    '# The HTTP API beside a bare Express server\n\n`npm run bench:http -- --write`: in one run, in turns; the ratio is the median of those of the rounds.\n';
  const [major] = process.versions.node.split('.');
  writeFileSync(new URL(`results-node-${major}.md`, import.meta.url), `${heading}\n${result}\n`);
}
