import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

import { jobKinds, NO_LIMITS } from '@pitwall/contract';
import { cancelled, RedisJobStore, searchWords } from '@pitwall/job-state';
import { startRedisServer } from '@pitwall/launcher';
import { connectRedis, createLogger, systemClock } from '@pitwall/runtime';

import { newJob } from '../../apps/api/dist/jobs/newJob.js';
import { provideRedis } from '../../scripts/provideRedis.mjs';

/** What issue 4 asks for: a page of 50 of so many in under 20 ms, however deep. */
const JOBS = 100_000;
const PAGE = 50;
const DEEP = 1_000;
const RUNS = 40;
const AT_ONCE = 500;
const PREFIX = '{bench}';
const DAY_MS = 86_400_000;
const TRACKS = ['Daytona', 'Phoenix', 'Bristol', 'Talladega', 'Darlington'];

const log = createLogger({ name: 'bench', level: 'silent', pretty: false });
const kind = jobKinds({ drills: true }).get('drill');

/** A tenth is another tenant's; a tenth of the rest has been cancelled; names, tags and days differ. */
function aJob(index, createdAtMs) {
  const tenant = index % 10 === 9 ? 'other' : 'default';
  const submission = {
    name: `${TRACKS[index % 5]} 500, run ${index}`,
    priority: 'normal',
    tags: [index % 2 === 0 ? 'cash' : 'tournament', `day-${index % 30}`],
  };
  const principal = { keyId: 'bench', name: 'bench', tenant, scopes: new Set(), limits: NO_LIMITS };
  return newJob(submission, kind, {
    id: `01BENCH${String(index).padStart(19, '0')}`,
    correlationId: 'bench',
    principal,
    atMs: createdAtMs + index,
  });
}

async function fill(store) {
  const createdAtMs = systemClock.now() - DAY_MS;
  const jobs = Array.from({ length: JOBS }, (_, index) => aJob(index, createdAtMs));
  for (let from = 0; from < JOBS; from += AT_ONCE) {
    await Promise.all(
      jobs.slice(from, from + AT_ONCE).map(async (job, at) => {
        await store.create({ job, input: {} });
        if ((from + at) % 10 !== 5) return;
        await store.change(job.id, cancelled({ atMs: createdAtMs + from + at, keepForMs: DAY_MS }));
      }),
    );
  }
  return jobs;
}

function questions(jobs) {
  const tenant = 'default';
  const words = (text) => ({ tenant, words: searchWords(text) });
  const created = jobs.map(({ createdAt }) => Date.parse(createdAt));
  return {
    'no filter': { tenant },
    'all tenants': {},
    'status=cancelled': { tenant, status: 'cancelled' },
    'status=cancelled,failed, latest end first': {
      tenant,
      status: ['cancelled', 'failed'],
      order: 'last_ended',
    },
    'status=pending, kind, tag (1 in 2), oldest first': {
      tenant,
      status: 'pending',
      kind: 'drill',
      tags: ['cash'],
      order: 'oldest',
    },
    'two tags (1 in 30)': { tenant, tags: ['cash', 'day-4'] },
    'created in an hour of the day': {
      tenant,
      createdFromMs: created[20_000],
      createdBeforeMs: created[80_000],
    },
    'q=day (1 in 1)': words('day'),
    'q=talladega cash (1 in 10)': words('Talladega cash'),
    'q=run 9 (1 in 10)': words('run 9'),
    'q=run 77777 (one job)': words('run 77776'),
  };
}

async function timesOf(store, query) {
  const times = [];
  let found = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const startedMs = performance.now();
    const page = await store.list({ ...query, limit: PAGE });
    times.push(performance.now() - startedMs);
    found = page.jobs.length;
  }
  times.sort((a, b) => a - b);
  return { median: times[RUNS >> 1], longest: times.at(-1), found };
}

/** The place a thousand pages in, for a list in either order. */
function deepIn(jobs, { order }) {
  const at = order === 'oldest' ? PAGE * DEEP : JOBS - PAGE * DEEP;
  return { atMs: Date.parse(jobs[at].createdAt), id: jobs[at].id };
}

async function measure(redis) {
  const store = new RedisJobStore(redis, { prefix: PREFIX });
  const jobs = await fill(store);
  await timesOf(store, {});
  const rows = [];
  for (const [name, query] of Object.entries(questions(jobs))) {
    const first = await timesOf(store, query);
    rows.push({
      name,
      first,
      deep: await timesOf(store, { ...query, after: deepIn(jobs, query) }),
    });
  }
  const info = await redis.info('memory');
  const bytes = Number(/^used_memory:(\d+)/m.exec(info)[1]) / JOBS;
  return { rows, bytes };
}

function shown({ median, longest, found }) {
  return `${median.toFixed(1)} | ${longest.toFixed(1)} | ${found}`;
}

function report({ rows, bytes }) {
  return [
    `A page of ${PAGE} of ${JOBS.toLocaleString('en')} jobs, in ms: median and longest of ${RUNS} runs, and how many jobs the page has.`,
    '',
    `| list | first page | longest | jobs | page ${DEEP.toLocaleString('en')} | longest | jobs |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(({ name, first, deep }) => `| ${name} | ${shown(first)} | ${shown(deep)} |`),
    '',
    `Redis holds ${Math.round(bytes).toLocaleString('en')} bytes for each of these jobs, indexes and events included.`,
    '',
    `Node ${process.version}, ${cpus()[0].model.trim()}, ${cpus().length} cores, Redis on the same machine.`,
  ].join('\n');
}

process.env.PATH = (await provideRedis()).PATH;
const server = await startRedisServer({ persistence: 'none' });
const redis = connectRedis({ type: 'single', url: server.url }, { patience: 'patient', log });
try {
  const table = report(await measure(redis));
  console.log(table);
  if (process.argv.includes('--write')) {
    const heading = '# Lists\n\n`npm run bench:list -- --write`\n';
    writeFileSync(new URL('results.md', import.meta.url), `${heading}\n${table}\n`);
  }
} finally {
  redis.disconnect();
  await server.stop();
}
