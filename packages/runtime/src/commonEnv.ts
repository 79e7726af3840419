import { z } from 'zod';

import { TcpTargets } from './tcpTarget.ts';

const port = z.coerce.number().int().min(0).max(65_535);

/** The variables that say where Redis is. REDIS_URL wins over the single parts. */
const REDIS_ENV = {
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// address' })
    .optional(),
  REDIS_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
    .default('127.0.0.1'),
  REDIS_PORT: port.default(6379),
  REDIS_DB: z.coerce.number().int().min(0).default(0),
  REDIS_USERNAME: z.string().optional(),
  REDIS_PASSWORD: z.string().optional(),
  REDIS_TLS: z.stringbool().default(false),
  REDIS_PREFIX: z
    .string()
    .regex(/^\{[^{}:]+\}$/, 'must be one {hash tag} without a colon')
    .default('{pitwall}'),
};

/** What API and worker both read. */
export const COMMON_ENV = {
  ...REDIS_ENV,
  STORE: z.enum(['redis', 'memory', 'auto']).default('redis'),
  DRILLS: z.stringbool().default(false),
  JOB_TTL_DAYS: z.coerce
    .number('must be a whole number of days from 1 to 365')
    .int('must be a whole number of days from 1 to 365')
    .min(1, 'must be at least 1 day')
    .max(365, 'must be at most 365 days')
    .default(7),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  LOG_FILE: z.string().optional(),
  READY_TCP_CHECKS: TcpTargets.default([]),
  /** Set by a launcher that holds the other end of an IPC channel. */
  PITWALL_PARENT: z.enum(['ipc']).optional(),
  SHUTDOWN_GRACE_SECONDS: z.coerce.number().min(1).max(3_600).default(90),
};

const CommonVariables = z.object(COMMON_ENV);
const RedisVariables = z.object(REDIS_ENV);

export type RedisConfig = { url: string; prefix: string };

export function redisConfig(env: z.output<typeof RedisVariables>): RedisConfig {
  return { url: env.REDIS_URL ?? urlOfParts(env), prefix: env.REDIS_PREFIX };
}

function urlOfParts(env: z.output<typeof RedisVariables>): string {
  const scheme = env.REDIS_TLS ? 'rediss' : 'redis';
  const host = env.REDIS_HOST.includes(':') ? `[${env.REDIS_HOST}]` : env.REDIS_HOST;
  const url = new URL(`${scheme}://${host}:${env.REDIS_PORT}/${env.REDIS_DB}`);
  if (env.REDIS_USERNAME !== undefined) url.username = encodeURIComponent(env.REDIS_USERNAME);
  if (env.REDIS_PASSWORD !== undefined) url.password = encodeURIComponent(env.REDIS_PASSWORD);
  return url.href;
}

/** The part of every app's config that is the same in all of them. */
export function commonConfig(env: z.output<typeof CommonVariables>) {
  return {
    store: env.STORE,
    redis: redisConfig(env),
    jobs: { keepForDays: env.JOB_TTL_DAYS, drills: env.DRILLS },
    log: { level: env.LOG_LEVEL, file: env.LOG_FILE },
    ready: { tcp: env.READY_TCP_CHECKS },
    shutdown: {
      graceMs: env.SHUTDOWN_GRACE_SECONDS * 1_000,
      stopWithParent: env.PITWALL_PARENT === 'ipc',
    },
  };
}
