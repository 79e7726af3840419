import { setTimeout as sleep } from 'node:timers/promises';

import { jobKinds } from '@pitwall/contract';
import type { Rounds } from '@pitwall/job-queue';
import {
  type HealthCheck,
  type Logger,
  type Stoppable,
  systemClock,
  throttledErrorLog,
} from '@pitwall/runtime';

import type { Backend } from './backend.ts';
import type { JobRunnerConfig } from './config.ts';
import { keepHouse } from './housekeeping.ts';
import { Heartbeat } from './jobs/heartbeat.ts';
import { runJob } from './jobs/runJob.ts';
import { RunningJobs } from './jobs/runningJobs.ts';
import { stopJobs } from './stopJobs.ts';
import { ThreadPool } from './threads/threadPool.ts';

const DAY_MS = 86_400_000;
const PART_WITHIN_MS = 2_000;

/** The file each thread runs: always the built one, because a thread cannot run TypeScript. */
const THREAD_FILE = new URL('../dist/threads/solveThread.js', import.meta.url);

export type WorkerParts = { workerId: string; log: Logger; backend: Backend };

export type JobRunner = Stoppable & {
  start: () => Promise<void>;
  readonly threadsCheck: HealthCheck;
};

/** Everything of a worker but its health addresses. */
export function createJobRunner(config: JobRunnerConfig, parts: WorkerParts): JobRunner {
  const { workerId, log, backend } = parts;
  const { store } = backend;
  const running = new RunningJobs();
  const pool = createPool(config, log);
  const handle = runJob({
    store,
    pool,
    running,
    clock: systemClock,
    log,
    workerId,
    kinds: kindsOf(config),
    keepForDays: config.jobs.keepForDays,
  });
  const consumer = backend.createConsumer(handle, {
    concurrency: config.threads.count,
    onLost: (id) => running.drop(id),
  });
  const onError = throttledErrorLog(log, 'heartbeat failed', systemClock);
  const heartbeat = new Heartbeat({ store, running, clock: systemClock, workerId, onError });
  const rounds = createRounds(config, parts);
  const stopping = stopJobs({ consumer, running, store, clock: systemClock, log });
  return {
    threadsCheck: {
      name: 'threads',
      check: async () => ({ workerId, count: config.threads.count, busy: pool.busy }),
    },
    async start() {
      await store.watchCancelled((id) => running.drop(id));
      heartbeat.start();
      await consumer.start();
      await rounds.start();
      log.info({ concurrency: config.threads.count }, 'worker takes jobs');
    },
    async stop() {
      const clean = await stopping.stop(config.shutdown.graceMs);
      // Each of these may wait for a Redis that is away, which is no reason to stay: another worker
      // takes over the round, and this one is forgotten when it gives no more signs of life.
      const parting = Promise.all([rounds.stop(), heartbeat.stop()]);
      await Promise.race([parting, sleep(PART_WITHIN_MS, undefined, { ref: false })]);
      await pool.close();
      return clean;
    },
    hurry: () => stopping.hurry(),
  };
}

function kindsOf({ jobs }: JobRunnerConfig) {
  return jobKinds({ drills: jobs.drills });
}

function createPool({ threads }: JobRunnerConfig, log: Logger): ThreadPool {
  return new ThreadPool({
    threads: threads.count,
    memoryMb: threads.memoryMb,
    processMemoryMb: threads.processMemoryMb,
    file: THREAD_FILE,
    onError: (error) => log.error({ err: error }, 'idle thread ended'),
  });
}

function createRounds(config: JobRunnerConfig, { log, backend }: WorkerParts): Rounds {
  const { store, queue } = backend;
  const deps = { store, queue, kinds: kindsOf(config), clock: systemClock, log };
  const historyForMs = config.housekeeping.historyForDays * DAY_MS;
  return backend.createRounds({
    everyMs: config.housekeeping.everyMs,
    run: () => keepHouse({ ...deps, historyForMs, keepForDays: config.jobs.keepForDays }),
    onError: throttledErrorLog(log, 'housekeeping failed', systemClock),
  });
}
