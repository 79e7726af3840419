import { isIP } from 'node:net';

import { Limits } from '@pitwall/contract';
import { z } from 'zod';

const defaultLimit = z.coerce.number().int().min(1).optional();

const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean));

const Origins = list.refine(
  (origins) => origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
  'must be origins such as https://dash.example, several by commas',
);

const Networks = list.refine(
  (networks) => networks.every((network) => isIP(network.replace(/\/\d{1,3}$/, '')) !== 0),
  'must be addresses or networks such as 10.0.0.0/8, several by commas',
);

/** The variables that say who may use the API. */
export const ACCESS_ENV = {
  AUTH: z.enum(['keys', 'none']).default('keys'),
  ADMIN_API_KEY: z
    .string()
    .regex(/^[\w.~+/-]{32,512}={0,2}$/, 'must be 32 or more letters, digits or - . _ ~ + /')
    .optional(),
  CORS_ORIGINS: Origins,
  TRUSTED_PROXIES: Networks,
  DEFAULT_LIMIT_REQUESTS_PER_MINUTE: defaultLimit,
  DEFAULT_LIMIT_SUBMITS_PER_MINUTE: defaultLimit,
  DEFAULT_LIMIT_PENDING_JOBS: defaultLimit,
  DEFAULT_LIMIT_RUNNING_JOBS: defaultLimit,
  DEFAULT_LIMIT_SOLVER_SECONDS_PER_DAY: defaultLimit,
};

const Variables = z.object(ACCESS_ENV);

export function accessConfig(env: z.output<typeof Variables>) {
  return {
    auth: env.AUTH,
    adminKey: env.ADMIN_API_KEY,
    corsOrigins: env.CORS_ORIGINS,
    trustedProxies: env.TRUSTED_PROXIES,
    defaultLimits: Limits.parse({
      requestsPerMinute: env.DEFAULT_LIMIT_REQUESTS_PER_MINUTE,
      submitsPerMinute: env.DEFAULT_LIMIT_SUBMITS_PER_MINUTE,
      pendingJobs: env.DEFAULT_LIMIT_PENDING_JOBS,
      runningJobs: env.DEFAULT_LIMIT_RUNNING_JOBS,
      solverSecondsPerDay: env.DEFAULT_LIMIT_SOLVER_SECONDS_PER_DAY,
    }),
  };
}
