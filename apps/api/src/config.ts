import { COMMON_ENV, commonConfig } from '@pitwall/runtime';
import { z } from 'zod';

import { WEBHOOKS_ENV, webhooksConfig } from './webhooks/webhooksEnv.ts';

export const API_ENV = {
  ...COMMON_ENV,
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  BULL_BOARD_WRITE: z.stringbool().default(false),
  ...WEBHOOKS_ENV,
};

const Variables = z.object(API_ENV);

export function apiConfig(env: z.output<typeof Variables>) {
  return {
    ...commonConfig(env),
    http: { host: env.HOST, port: env.PORT },
    webhooks: webhooksConfig(env),
    queueInspection: { readOnly: !env.BULL_BOARD_WRITE },
  };
}

export type ApiConfig = ReturnType<typeof apiConfig>;

/** Every variable the API reads. Documented in .env.example; parsed once, in main.ts. */
export const ApiEnv = Variables.transform(apiConfig);
