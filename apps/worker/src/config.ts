import { availableParallelism } from 'node:os';

import { COMMON_ENV, commonConfig } from '@pitwall/runtime';
import { z } from 'zod';

/** The variables of what runs jobs, in a process of its own or in the one process of all. */
export const JOB_RUNNER_ENV = {
  ...COMMON_ENV,
  WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(256)
    .default(() => availableParallelism()),
  JOB_MEMORY_MB: z.coerce.number().int().min(64).max(65_536).default(1_024),
  JOB_HISTORY_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  HOUSEKEEPING_SECONDS: z.coerce.number().min(1).max(3_600).default(15),
};

const Variables = z.object(JOB_RUNNER_ENV);

export function jobRunnerConfig(env: z.output<typeof Variables>) {
  return {
    ...commonConfig(env),
    threads: { count: env.WORKER_CONCURRENCY, memoryMb: env.JOB_MEMORY_MB },
    housekeeping: {
      everyMs: env.HOUSEKEEPING_SECONDS * 1_000,
      historyForDays: env.JOB_HISTORY_DAYS,
    },
  };
}

export type JobRunnerConfig = ReturnType<typeof jobRunnerConfig>;

export const WORKER_ENV = {
  ...JOB_RUNNER_ENV,
  WORKER_HOST: z.string().default('127.0.0.1'),
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
};

/** Every variable the worker reads. Documented in .env.example; parsed once, in main.ts. */
export const WorkerEnv = z.object(WORKER_ENV).transform((env) => ({
  ...jobRunnerConfig(env),
  http: { host: env.WORKER_HOST, port: env.WORKER_PORT },
}));

export type WorkerConfig = z.output<typeof WorkerEnv>;
