import { setTimeout as sleep } from 'node:timers/promises';

import { Redis } from 'ioredis';

const TRIES = 40;

/** How each kind of fault is done and, at the end, healed. */
const ACTIONS = {
  async worker_kill({ target, wait }) {
    await target.kill();
    await wait();
    await target.start();
  },
  async worker_stop({ target, wait, judgeStop }) {
    await judgeStop(target);
    await wait();
    await target.start();
  },
  async worker_pause({ target, wait }) {
    target.signal('SIGSTOP');
    await wait();
    target.signal('SIGCONT');
  },
  async redis_kill({ redis, wait }) {
    await redis.kill();
    await wait();
    await redis.start();
  },
  async redis_stop({ redis, wait }) {
    await redis.stop();
    await wait();
    await redis.start();
  },
  async redis_pause({ redis, wait }) {
    redis.signal('SIGSTOP');
    await wait();
    redis.signal('SIGCONT');
  },
  redis_reset: ({ redis }) => command(redis, ['CLIENT', 'KILL', 'TYPE', 'normal']),
  redis_reset_pubsub: ({ redis }) => command(redis, ['CLIENT', 'KILL', 'TYPE', 'pubsub']),
  async redis_full({ redis, wait }) {
    await command(redis, ['CONFIG', 'SET', 'maxmemory', '1mb']);
    await wait();
    await command(redis, ['CONFIG', 'SET', 'maxmemory', '0']);
  },
};
ACTIONS.api_kill = ACTIONS.worker_kill;
ACTIONS.api_stop = ACTIONS.worker_stop;
ACTIONS.api_pause = ACTIONS.worker_pause;

/** Does the faults of a plan, each at its time, those of one target one after the other. */
export async function doFaults(plan, context) {
  const lastOf = new Map();
  const all = plan.map(async (fault) => {
    await sleep(fault.atMs, undefined, { signal: context.signal });
    const turn = (lastOf.get(fault.target) ?? Promise.resolve()).then(() => doFault(fault, context));
    lastOf.set(fault.target, turn);
    await turn;
  });
  await Promise.all(all);
}

async function doFault({ kind, target: name, forMs }, context) {
  const { redis, processes, recovery, signal, note } = context;
  const target = processes.get(name);
  const fault = recovery.begin(kind, target);
  note(`${kind} ${name} for ${forMs} ms`);
  const wait = () => sleep(forMs, undefined, { signal });
  const judgeStop = (stopped) => context.judgeStop(stopped);
  const act = () => ACTIONS[kind]({ target, redis, wait, judgeStop });
  await (target === undefined ? redis.during(act) : act());
  fault.healed();
}

/** On a connection of its own, which CLIENT KILL spares. */
async function command(chaosRedis, args) {
  const redis = new Redis(chaosRedis.url, { retryStrategy: () => 100, maxRetriesPerRequest: TRIES });
  redis.on('error', () => {});
  try {
    await redis.call(...args);
  } finally {
    redis.disconnect();
  }
}
