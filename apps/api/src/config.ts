import { COMMON_ENV, commonConfig } from '@pitwall/runtime';
import { z } from 'zod';

import { ACCESS_ENV, accessConfig } from './accessEnv.ts';
import { WEBHOOKS_ENV, webhooksConfig } from './webhooks/webhooksEnv.ts';

export const API_ENV = {
  ...COMMON_ENV,
  ...ACCESS_ENV,
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  EVENT_HEARTBEAT_SECONDS: z.coerce.number().min(1).max(300).default(15),
  MAX_STREAMS_PER_KEY: z.coerce.number().int().min(1).max(100_000).default(100),
  MAX_PENDING_JOBS: z.coerce.number().int().min(1).default(200_000),
  BULL_BOARD_WRITE: z.stringbool().default(false),
  CURSOR_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  ...WEBHOOKS_ENV,
};

const Variables = z.object(API_ENV);

export function apiConfig(env: z.output<typeof Variables>) {
  return {
    ...commonConfig(env),
    access: accessConfig(env),
    http: { host: env.HOST, port: env.PORT },
    cursors: { secret: env.CURSOR_SECRET },
    live: {
      heartbeatMs: env.EVENT_HEARTBEAT_SECONDS * 1_000,
      streamsPerKey: env.MAX_STREAMS_PER_KEY,
    },
    maxPendingJobs: env.MAX_PENDING_JOBS,
    webhooks: webhooksConfig(env),
    queueInspection: { readOnly: !env.BULL_BOARD_WRITE },
  };
}

export type ApiConfig = ReturnType<typeof apiConfig>;

/** Every variable the API reads. Documented in .env.example; parsed once, in main.ts. */
export const ApiEnv = Variables.transform(apiConfig);
