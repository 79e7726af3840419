import { findRedisServer } from '@pitwall/launcher';
import { createLogger, redisAnswers, shownTarget } from '@pitwall/runtime';

import type { ServiceConfig } from '../config.ts';

/** Where jobs are kept for this run. It is decided once, at start, and never changes while it runs. */
export type ChosenStore =
  | { store: 'redis'; shown: string }
  | { store: 'private redis'; binary: string }
  | { store: 'memory'; why: string };

const ANSWERS_WITHIN_MS = 3_000;

/** For `start` and `dev`: what STORE says; with `auto` Redis if it answers, else memory. */
export async function chooseStore(
  config: ServiceConfig,
  store: 'redis' | 'memory' | 'auto',
): Promise<ChosenStore> {
  const { target } = config.redis;
  const shown = shownTarget(target);
  if (store === 'memory') return { store, why: 'STORE is memory' };
  if (store === 'redis') return { store, shown };
  const log = createLogger({ name: 'pitwall', level: 'silent', pretty: false });
  if (await redisAnswers(target, { withinMs: ANSWERS_WITHIN_MS, log })) {
    return { store: 'redis', shown };
  }
  return { store: 'memory', why: `no Redis answers at ${shown}` };
}

/** For `demo`: REDIS_URL, else a Redis of our own, else memory. */
export async function chooseDemoStore(config: ServiceConfig): Promise<ChosenStore> {
  if (config.store === 'memory') return { store: 'memory', why: 'STORE is memory' };
  if (config.redis.isGiven) return await chooseGivenRedis(config);
  const binary = await findRedisServer(config.searchPath);
  if (binary !== undefined) return { store: 'private redis', binary };
  if (config.store === 'redis') {
    throw new Error('STORE=redis, but REDIS_URL is not set and no redis-server is on the PATH');
  }
  return { store: 'memory', why: 'no redis-server or valkey-server is on the PATH' };
}

async function chooseGivenRedis(config: ServiceConfig): Promise<ChosenStore> {
  const chosen = await chooseStore(config, 'auto');
  if (chosen.store === 'memory' && config.store === 'redis') {
    throw new Error(`STORE=redis, but ${chosen.why}`);
  }
  return chosen;
}

/** One line on what a store in memory means, and what to do about it. */
export function memoryNotice(why: string): string {
  return (
    `In memory, because ${why}: jobs and results are gone when this stops. ` +
    'To keep them, install redis-server or set REDIS_URL.'
  );
}
