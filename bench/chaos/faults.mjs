import { setTimeout as sleep } from 'node:timers/promises';

import { Redis } from 'ioredis';

import { FAULT_KINDS } from './faultKinds.mjs';

const TRIES = 40;

/** How each fault is done and, at the end, healed. */
const ACTIONS = {
  kill: ({ target, wait }) => restart(() => target.kill(), { target, wait }),
  stop: ({ target, wait, stop }) => restart(() => stop(target), { target, wait }),
  async pause({ target, wait }) {
    target.signal('SIGSTOP');
    await wait();
    target.signal('SIGCONT');
  },
  reset: ({ target }) => command(target, ['CLIENT', 'KILL', 'TYPE', 'normal']),
  resetPubsub: ({ target }) => command(target, ['CLIENT', 'KILL', 'TYPE', 'pubsub']),
  async full({ target, wait }) {
    await command(target, ['CONFIG', 'SET', 'maxmemory', '1mb']);
    await wait();
    await command(target, ['CONFIG', 'SET', 'maxmemory', '0']);
  },
};

async function restart(end, { target, wait }) {
  await end();
  await wait();
  await target.start();
}

/** Does the faults of a plan, each at its time, those of one target one after the other. */
export async function doFaults(plan, context) {
  const lastOf = new Map();
  const all = plan.map(async (fault) => {
    await sleep(fault.atMs, undefined, { signal: context.signal });
    const turn = (lastOf.get(fault.target) ?? Promise.resolve()).then(() =>
      doFault(fault, context),
    );
    lastOf.set(fault.target, turn);
    await turn;
  });
  await Promise.all(all);
}

async function doFault({ kind, target: name, forMs }, context) {
  const { redis, processes, recovery, signal, note, judgeStop } = context;
  const isRedis = name === 'redis';
  const target = isRedis ? redis : processes.get(name);
  const fault = recovery.begin(kind, target);
  note(`${kind} ${name} for ${forMs} ms`);
  const act = () =>
    ACTIONS[FAULT_KINDS[kind].does]({
      target,
      wait: () => sleep(forMs, undefined, { signal }),
      stop: (stopped) => (isRedis ? stopped.stop() : judgeStop(stopped)),
    });
  await (isRedis ? redis.during(act) : act());
  fault.healed();
}

/** On a connection of its own, which CLIENT KILL spares. */
async function command(chaosRedis, args) {
  const redis = new Redis(chaosRedis.url, {
    retryStrategy: () => 100,
    maxRetriesPerRequest: TRIES,
  });
  redis.on('error', () => {});
  try {
    await redis.call(...args);
  } finally {
    redis.disconnect();
  }
}
