import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

import { startRedisServer } from '@pitwall/launcher';
import { Redis } from 'ioredis';

import { CREATE } from '../../packages/job-state/dist/redis/createScript.js';
import { load, requestBytes } from '../http/load.mjs';
import { startApi } from '../http/servers.mjs';
import { slateSubmission } from '../http/slate.mjs';

/** What an atomic batch may hold Redis up for. */
const GOAL_MS = 20;
const JOBS = 1_000;
/** In turns. The first round warms up. */
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const CONNECTIONS = 64;
/** Hardly any single command takes so long: those within a script would be logged too, and slow it down. */
const LOGGED_FROM_US = 30;
const MOST_LOGGED = 10_000;
const SHOWN_COMMANDS = 6;

const DRILL = { kind: 'drill', input: { seconds: 60 } };
const KINDS = [
  { name: 'drills', submission: DRILL },
  { name: 'slates of 40 drivers', submission: slateSubmission() },
];

/** What Redis says of itself since it was last asked to forget. */
class RedisWatch {
  #redis;
  #cpuMs = 0;

  constructor(redis) {
    this.#redis = redis;
  }

  async begin() {
    await this.#redis.config('SET', 'slowlog-log-slower-than', LOGGED_FROM_US);
    await this.#redis.config('SET', 'slowlog-max-len', MOST_LOGGED);
    await this.#redis.slowlog('RESET');
    await this.#redis.config('RESETSTAT');
    this.#cpuMs = await this.#usedCpuMs();
  }

  async end() {
    const cpuMs = (await this.#usedCpuMs()) - this.#cpuMs;
    const logged = await this.#redis.slowlog('GET', -1);
    const stats = await this.#redis.info('commandstats');
    const [creates, others] = [true, false].map((wanted) =>
      logged.filter((entry) => isCreate(entry) === wanted).map(([, , us]) => us / 1_000),
    );
    return {
      cpuMs,
      createMs: Math.max(...creates),
      createsMs: creates.reduce((sum, ms) => sum + ms, 0),
      otherMs: Math.max(...others),
      commands: commandsOf(stats),
    };
  }

  async #usedCpuMs() {
    const text = await this.#redis.info('cpu');
    const seconds = ['user', 'sys'].map((kind) =>
      Number(new RegExp(`used_cpu_${kind}_main_thread:([\\d.]+)`).exec(text)[1]),
    );
    return 1_000 * (seconds[0] + seconds[1]);
  }
}

/** Of an entry of the slow log: its command is EVALSHA, and this the script. */
function isCreate([, , , [, script]]) {
  return script === CREATE.sha;
}

/** Time and calls of each command, those within scripts too. */
function commandsOf(stats) {
  return [...stats.matchAll(/cmdstat_(?<name>\S+?):calls=(?<calls>\d+),usec=(?<us>\d+)/g)]
    .map(({ groups }) => ({
      name: groups.name,
      calls: Number(groups.calls),
      ms: groups.us / 1_000,
    }))
    .filter(({ name }) => !/^(?:eval|evalsha|info|ping|slowlog)/.test(name))
    .toSorted((a, b) => b.ms - a.ms);
}

/** The longest that a PING of another client had to wait until `work` was done. */
async function longestPing(redis, work) {
  const done = new AbortController();
  const pinging = pingUntil(redis, done.signal);
  await work();
  done.abort();
  return await pinging;
}

async function pingUntil(redis, signal) {
  let longestMs = 0;
  while (!signal.aborted) {
    const sentAt = performance.now();
    await redis.ping();
    longestMs = Math.max(longestMs, performance.now() - sentAt);
    // Now and then, so as not to be what Redis is busy with.
    await sleep(1);
  }
  return longestMs;
}

async function send({ port, headers }, { path, body, count, connections }) {
  const bytes = requestBytes({ method: 'POST', path, body: JSON.stringify(body), headers });
  let left = count;
  const { statuses } = await load({
    port,
    connections,
    seconds: Number.POSITIVE_INFINITY,
    nextRequest: () => (left-- > 0 ? bytes : undefined),
  });
  if (statuses.get(202) !== count) throw new Error(`${path}: ${[...statuses.keys()].join(', ')}`);
}

function waysOf(submission) {
  const jobs = Array.from({ length: JOBS }, () => submission);
  return [
    {
      way: 'one atomic batch',
      request: { path: '/v1/jobs/batch?atomic=true', body: { jobs }, count: 1, connections: 1 },
    },
    {
      way: 'single submits',
      request: { path: '/v1/jobs', body: submission, count: JOBS, connections: CONNECTIONS },
    },
  ];
}

async function measure(api, redis, prober) {
  const cases = KINDS.flatMap(({ name, submission }) =>
    waysOf(submission).map((way) => ({ ...way, name, rounds: [] })),
  );
  const watch = new RedisWatch(redis);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { request, rounds } of cases) {
      await watch.begin();
      const pingMs = await longestPing(prober, () => send(api, request));
      const said = await watch.end();
      if (round > 0) rounds.push({ ...said, pingMs });
    }
  }
  return cases;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function shown(rounds, what) {
  const values = rounds.map((round) => round[what]);
  return `${median(values).toPrecision(3)} (${Math.max(...values).toPrecision(3)})`;
}

function table(cases) {
  const lines = cases.map(({ name, way, rounds }) => {
    const cells = ['createMs', 'createsMs', 'otherMs', 'pingMs', 'cpuMs'].map((what) =>
      shown(rounds, what),
    );
    return `| ${JOBS} ${name}, ${way} | ${cells.join(' | ')} |`;
  });
  return [
    '| median (most) of the rounds, ms | longest creating script | all of them | longest other command | longest PING | CPU of Redis |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}

/** Where the script's time goes: its commands; the rest is Lua, and taking in the arguments. */
function breakdown({ name, rounds }) {
  const round = rounds.toSorted((a, b) => a.createMs - b.createMs)[rounds.length >> 1];
  const parts = round.commands.slice(0, SHOWN_COMMANDS);
  const said = parts.map(
    ({ name: command, calls, ms }) => `${command} ${ms.toFixed(1)} (${calls})`,
  );
  const goal = round.createMs < GOAL_MS ? 'within' : 'over';
  return `${name}: ${round.createMs.toFixed(1)} ms, ${goal} the goal of ${GOAL_MS} ms. Commands of that batch in ms (calls), within scripts and beside them: ${said.join(', ')}.`;
}

async function run() {
  const server = await startRedisServer({ persistence: 'none' });
  const [redis, prober] = [new Redis(server.url), new Redis(server.url)];
  const api = await startApi(server.url);
  try {
    const cases = await measure(api, redis, prober);
    const atomic = cases.filter(({ way }) => way === 'one atomic batch');
    return [table(cases), '', ...atomic.map(breakdown)].join('\n');
  } finally {
    await api.stop();
    redis.disconnect();
    prober.disconnect();
    await server.stop();
  }
}

console.log(await run());
console.log(
  `\nNode ${process.version}, ${cpus()[0].model.trim()}, ${cpus().length} cores; client, API and Redis on the same machine.`,
);
