import { z } from 'zod';

import { REDIS_ENV, redisConfig } from './redisEnv.ts';
import { TcpTargets } from './tcpTarget.ts';

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
  KINDS_DIR: z.string().optional(),
  KINDS_PACKAGES: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .default([]),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  LOG_FILE: z.string().optional(),
  READY_TCP_CHECKS: TcpTargets.default([]),
  /** Set by a launcher that holds the other end of an IPC channel. */
  PITWALL_PARENT: z.enum(['ipc']).optional(),
  SHUTDOWN_GRACE_SECONDS: z.coerce.number().min(1).max(3_600).default(90),
};

const CommonVariables = z.object(COMMON_ENV);
/** The part of every app's config that is the same in all of them. */
export function commonConfig(env: z.output<typeof CommonVariables>) {
  return {
    store: env.STORE,
    redis: redisConfig(env),
    jobs: { keepForDays: env.JOB_TTL_DAYS, drills: env.DRILLS },
    /** Where the kinds of job are that a user has added. */
    kinds: { dir: env.KINDS_DIR, packages: env.KINDS_PACKAGES },
    log: { level: env.LOG_LEVEL, file: env.LOG_FILE },
    ready: { tcp: env.READY_TCP_CHECKS },
    shutdown: {
      graceMs: env.SHUTDOWN_GRACE_SECONDS * 1_000,
      stopWithParent: env.PITWALL_PARENT === 'ipc',
    },
  };
}
