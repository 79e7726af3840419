import { z } from 'zod';

import { Addresses } from './addresses.ts';
import { bracketed, type RedisAccess, type RedisTarget } from './redisTarget.ts';
import { WrongVariable } from './wrongVariable.ts';

/** The variables that say where Redis is. REDIS_URL wins over the single parts. */
export const REDIS_ENV = {
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// address' })
    .optional(),
  REDIS_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
    .default('127.0.0.1'),
  REDIS_PORT: z.coerce.number().int().min(0).max(65_535).default(6379),
  REDIS_DB: z.coerce.number().int().min(0).default(0),
  REDIS_USERNAME: z.string().optional(),
  REDIS_PASSWORD: z.string().optional(),
  REDIS_TLS: z.stringbool().default(false),
  REDIS_SENTINELS: Addresses.optional(),
  REDIS_SENTINEL_MASTER: z.string().default('mymaster'),
  REDIS_SENTINEL_PASSWORD: z.string().optional(),
  REDIS_SENTINEL_TLS: z.stringbool().default(false),
  REDIS_CLUSTER_NODES: Addresses.optional(),
  REDIS_WAIT_REPLICAS: z.coerce.number().int().min(0).max(16).default(0),
  REDIS_PREFIX: z
    .string()
    .regex(/^\{[^{}:]+\}$/, 'must be one {hash tag} without a colon')
    .default('{pitwall}'),
};

const RedisVariables = z.object(REDIS_ENV);
type RedisEnv = z.output<typeof RedisVariables>;

export type RedisConfig = {
  target: RedisTarget;
  prefix: string;
  /** How many replicas must have a submitted job before it is acknowledged. */
  waitReplicas: number;
};

export function redisConfig(env: RedisEnv): RedisConfig {
  refuseTwoTargets(env);
  return {
    target: targetOf(env),
    prefix: env.REDIS_PREFIX,
    waitReplicas: env.REDIS_WAIT_REPLICAS,
  };
}

/** Two ways to say where Redis is would leave one of them silently without effect. */
function refuseTwoTargets(env: RedisEnv): void {
  const given = (['REDIS_URL', 'REDIS_SENTINELS', 'REDIS_CLUSTER_NODES'] as const).filter(
    (name) => env[name] !== undefined,
  );
  const [first, second] = given;
  if (first === undefined || second === undefined) return;
  throw new WrongVariable(second, `cannot be set together with ${first}: choose one of them`);
}

function targetOf(env: RedisEnv): RedisTarget {
  if (env.REDIS_CLUSTER_NODES) {
    if (env.REDIS_DB !== 0) {
      throw new WrongVariable(
        'REDIS_DB',
        'must be 0 with REDIS_CLUSTER_NODES: a Cluster has no other',
      );
    }
    return { type: 'cluster', nodes: env.REDIS_CLUSTER_NODES, access: accessOf(env) };
  }
  if (!env.REDIS_SENTINELS) return { type: 'single', url: env.REDIS_URL ?? urlOfParts(env) };
  return {
    type: 'sentinel',
    sentinels: env.REDIS_SENTINELS,
    master: env.REDIS_SENTINEL_MASTER,
    ...(env.REDIS_SENTINEL_PASSWORD === undefined
      ? {}
      : { sentinelPassword: env.REDIS_SENTINEL_PASSWORD }),
    sentinelTls: env.REDIS_SENTINEL_TLS,
    access: accessOf(env),
    db: env.REDIS_DB,
  };
}

function accessOf(env: RedisEnv): RedisAccess {
  return {
    ...(env.REDIS_USERNAME === undefined ? {} : { username: env.REDIS_USERNAME }),
    ...(env.REDIS_PASSWORD === undefined ? {} : { password: env.REDIS_PASSWORD }),
    tls: env.REDIS_TLS,
  };
}

function urlOfParts(env: RedisEnv): string {
  const scheme = env.REDIS_TLS ? 'rediss' : 'redis';
  const url = new URL(`${scheme}://${bracketed(env.REDIS_HOST)}:${env.REDIS_PORT}/${env.REDIS_DB}`);
  if (env.REDIS_USERNAME !== undefined) url.username = encodeURIComponent(env.REDIS_USERNAME);
  if (env.REDIS_PASSWORD !== undefined) url.password = encodeURIComponent(env.REDIS_PASSWORD);
  return url.href;
}
