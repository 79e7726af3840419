import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { isPortFree } from '@pitwall/launcher';

import { ChaosRedis } from './chaosRedis.mjs';
import { TARGETS } from './faultKinds.mjs';
import { ServiceProcess } from './serviceProcess.mjs';

/** Below what systems give to outgoing connections: a port must stay free while its process is down. */
const PORTS = { first: 20_000, last: 29_999 };

const PLANT_HOOK = new URL('plantHook.mjs', import.meta.url).href;

/** Redis, two APIs and four workers, none of them started yet. */
export async function createService({ folder, searchPath, plant, onDeath }) {
  const names = [...TARGETS.api, ...TARGETS.worker];
  const [redisPort, ...ports] = await freePorts(names.length + 1);
  const redis = new ChaosRedis({ port: redisPort, folder: join(folder, 'redis'), searchPath });
  const prefix = `{chaos-${randomUUID()}}`;
  const nodeArgs = plant === undefined ? [] : ['--import', PLANT_HOOK];
  const processes = new Map();
  for (const [index, name] of names.entries()) {
    const app = name.split('-')[0];
    const port = ports[index];
    const env = { ...envOf({ redis, prefix, port, searchPath }), CHAOS_PLANT: plant ?? '' };
    const logFile = join(folder, `${name}.log`);
    processes.set(name, new ServiceProcess({ name, app, env, port, nodeArgs, logFile, onDeath }));
  }
  return { redis, prefix, processes };
}

function envOf({ redis, prefix, port, searchPath }) {
  return {
    PATH: searchPath,
    REDIS_URL: redis.url,
    REDIS_PREFIX: prefix,
    DRILLS: 'true',
    PORT: String(port),
    WORKER_PORT: String(port),
    WORKER_CONCURRENCY: '2',
    // So that a job which fills its worker's memory does it soon.
    JOB_MEMORY_MB: '64',
    WORKER_MEMORY_MB: '384',
    HOUSEKEEPING_SECONDS: '2',
    SHUTDOWN_GRACE_SECONDS: '5',
    LOG_LEVEL: 'info',
    PITWALL_PARENT: 'ipc',
  };
}

async function freePorts(count) {
  const ports = new Set();
  while (ports.size < count) {
    const port = PORTS.first + Math.floor(Math.random() * (PORTS.last - PORTS.first));
    if (await isPortFree('127.0.0.1', port)) ports.add(port);
  }
  return [...ports];
}
