import { COMMON_ENV, parseEnv, redisConfig } from '@pitwall/runtime';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** Where the commands that talk to a running service find it. */
export const ClientEnv = z.object({
  PITWALL_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3000'),
  PITWALL_API_KEY: z.string().optional(),
});

/** What the commands that start the service decide; all else is read by the processes they start. */
const ServiceEnv = z
  .object({
    ...COMMON_ENV,
    STORE: COMMON_ENV.STORE.unwrap().optional(),
    WORKERS: z.coerce.number().int().min(1).max(64).default(2),
    HOST: z.string().default('127.0.0.1'),
    PORT: port.default(3000),
    WORKER_PORT: port.default(3001),
    PATH: z.string().default(''),
  })
  .transform((env) => ({
    store: env.STORE,
    redis: {
      ...redisConfig(env),
      isGiven: Boolean(env.REDIS_URL ?? env.REDIS_SENTINELS ?? env.REDIS_CLUSTER_NODES),
    },
    workers: env.WORKERS,
    http: { host: env.HOST, port: env.PORT },
    searchPath: env.PATH,
  }));

export type ServiceConfig = z.output<typeof ServiceEnv>;

export function readServiceConfig(env: Record<string, string | undefined>): ServiceConfig {
  return parseEnv(ServiceEnv, env);
}
