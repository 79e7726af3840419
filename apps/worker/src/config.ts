import { availableParallelism, totalmem } from 'node:os';

import { COMMON_ENV, commonConfig } from '@pitwall/runtime';
import { z } from 'zod';

import { CronSchedule } from './housekeeping/cronSchedule.ts';

/** The variables of what runs jobs, in a process of its own or in the one process of all. */
export const JOB_RUNNER_ENV = {
  ...COMMON_ENV,
  WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(256)
    .default(() => availableParallelism()),
  JOB_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  JOB_MEMORY_MB: z.coerce.number().int().min(64).max(65_536).default(1_024),
  WORKER_MEMORY_MB: z.coerce.number().int().min(256).max(4_194_304).optional(),
  JOB_HISTORY_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  MAX_LOST_STARTS: z.coerce.number().int().min(1).max(1_000).default(5),
  CLEANUP_SCHEDULE: CronSchedule.optional(),
  CLEANUP_OLDER_THAN_HOURS: z.coerce.number().min(1).max(87_600).default(168),
  HOUSEKEEPING_SECONDS: z.coerce.number().min(1).max(3_600).default(15),
};

const Variables = z.object(JOB_RUNNER_ENV);

/** What Node itself takes in the process of one job, and a margin for buffers. */
const PROCESS_OVERHEAD_MB = 256;
/** The same of a worker, with all its threads. */
const WORKER_OVERHEAD_MB = 1_024;
/** Of the memory there is: the rest is for the system, and for what is allocated between two looks. */
const MEMORY_SHARE = 0.75;

/** What its jobs can need at most, but never so much that the system would kill the worker first. */
function defaultMemoryMb(env: z.output<typeof Variables>): number {
  const needed = env.WORKER_CONCURRENCY * env.JOB_MEMORY_MB + WORKER_OVERHEAD_MB;
  return Math.floor(Math.min(needed, MEMORY_SHARE * availableMemoryMb()));
}

/** So many that all jobs together keep every core busy, and no more. */
function defaultJobThreads({ WORKER_CONCURRENCY }: z.output<typeof Variables>): number {
  return Math.max(1, Math.floor(availableParallelism() / WORKER_CONCURRENCY));
}

/** In a container its limit, which Node gives as 0 or as an absurd number where there is none. */
function availableMemoryMb(): number {
  const constrained = process.constrainedMemory();
  const total = totalmem();
  return (constrained > 0 && constrained < total ? constrained : total) / 2 ** 20;
}

export function jobRunnerConfig(env: z.output<typeof Variables>) {
  const common = commonConfig(env);
  return {
    ...common,
    jobs: { ...common.jobs, maxLostStarts: env.MAX_LOST_STARTS },
    threads: {
      count: env.WORKER_CONCURRENCY,
      perJob: env.JOB_THREADS ?? defaultJobThreads(env),
      memoryMb: env.JOB_MEMORY_MB,
      /** Of a job that has a process of its own. */
      processMemoryMb: env.JOB_MEMORY_MB + PROCESS_OVERHEAD_MB,
    },
    /** Of this whole process, with all its threads. */
    memory: { limitMb: env.WORKER_MEMORY_MB ?? defaultMemoryMb(env) },
    housekeeping: {
      everyMs: env.HOUSEKEEPING_SECONDS * 1_000,
      historyForDays: env.JOB_HISTORY_DAYS,
      cleanup: env.CLEANUP_SCHEDULE && {
        schedule: env.CLEANUP_SCHEDULE,
        olderThanMs: env.CLEANUP_OLDER_THAN_HOURS * 3_600_000,
      },
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
