import { setTimeout as sleep } from 'node:timers/promises';

import { type JobKind, jobKinds, keepRule } from '@pitwall/contract';
import type { Rounds } from '@pitwall/job-queue';
import { fenceOf } from '@pitwall/job-state';
import {
  type HealthCheck,
  type Logger,
  type Stoppable,
  systemClock,
  throttledErrorLog,
} from '@pitwall/runtime';

import type { Backend } from './backend.ts';
import type { JobRunnerConfig } from './config.ts';
import { expireDue } from './housekeeping/expireDue.ts';
import { keepHouse } from './housekeeping/keepHouse.ts';
import { Heartbeat } from './jobs/heartbeat.ts';
import { relieveMemory } from './jobs/relieveMemory.ts';
import { runJob } from './jobs/runJob.ts';
import { RunningJobs } from './jobs/runningJobs.ts';
import { StoreGuard } from './jobs/storeGuard.ts';
import { stopJobs } from './stopJobs.ts';
import { MemoryWatchdog, readRssMb } from './threads/memoryWatchdog.ts';
import { ThreadPool } from './threads/threadPool.ts';
import { WorkerMetrics } from './workerMetrics.ts';

const DAY_MS = 86_400_000;
const PART_WITHIN_MS = 2_000;
const LOOK_AT_MEMORY_EVERY_MS = 100;

/** The file each thread runs: always the built one, because a thread cannot run TypeScript. */
const THREAD_FILE = new URL('../dist/threads/solveThread.js', import.meta.url);

export type WorkerParts = {
  workerId: string;
  log: Logger;
  backend: Backend;
  /** The kinds of job that a user has added. */
  ownKinds?: readonly JobKind[];
};

export type JobRunner = Stoppable & {
  start: () => Promise<void>;
  readonly threadsCheck: HealthCheck;
  readonly metrics: WorkerMetrics;
};

/** Everything of a worker but its health addresses. */
export function createJobRunner(config: JobRunnerConfig, parts: WorkerParts): JobRunner {
  const { workerId, log, backend } = parts;
  const { store } = backend;
  const running = new RunningJobs();
  const pool = createPool(config, log);
  const consumer = createConsumer(config, parts, { running, pool });
  const guard = createGuard(config, parts, { running, consumer });
  const metrics = new WorkerMetrics({ running, pool, guard });
  const onError = throttledErrorLog(log, 'heartbeat failed', systemClock);
  const threads = config.threads.count;
  const life = { store, running, guard, clock: systemClock, workerId, threads, onError };
  const heartbeat = new Heartbeat(life);
  const rounds = createRounds(config, parts, metrics);
  const watchdog = createWatchdog(config, running, log);
  const stopping = stopJobs({ consumer, running, store, clock: systemClock, log });
  return {
    metrics,
    threadsCheck: {
      name: 'threads',
      check: async () => ({ workerId, count: config.threads.count, busy: pool.busy }),
    },
    async start() {
      await store.watchRequests(({ id, request }) => {
        if (request === 'stop') running.stop(id);
        else running.drop(id);
      });
      watchdog.start();
      heartbeat.start();
      await consumer.start();
      await rounds.start();
      const kinds = [...kindsOf(config, parts).kinds.keys()];
      log.info({ concurrency: config.threads.count, kinds }, 'worker takes jobs');
    },
    async stop() {
      const clean = await stopping.stop(config.shutdown.graceMs);
      watchdog.stop();
      // Each of these may wait for a Redis that is away, which is no reason to stay: another worker
      // takes over the round, and this one is forgotten when it gives no more signs of life.
      const parting = Promise.allSettled([rounds.stop(), heartbeat.stop()]);
      await Promise.race([parting, sleep(PART_WITHIN_MS, undefined, { ref: false })]);
      await pool.close();
      return clean;
    },
    hurry: () => stopping.hurry(),
  };
}

function kindsOf({ jobs }: JobRunnerConfig, { ownKinds = [] }: WorkerParts) {
  const kinds = jobKinds({ drills: jobs.drills, own: ownKinds });
  return { kinds, keepForMs: keepRule(kinds, jobs.keepForDays) };
}

function createPool({ threads }: JobRunnerConfig, log: Logger): ThreadPool {
  return new ThreadPool({
    threads: threads.count,
    threadsPerJob: threads.perJob,
    memoryMb: threads.memoryMb,
    processMemoryMb: threads.processMemoryMb,
    file: THREAD_FILE,
    onError: (error) => log.error({ err: error }, 'idle thread ended'),
  });
}

function createConsumer(
  config: JobRunnerConfig,
  parts: WorkerParts,
  { running, pool }: { running: RunningJobs; pool: ThreadPool },
) {
  const { workerId, log, backend } = parts;
  const { kinds, keepForMs } = kindsOf(config, parts);
  const handle = runJob({
    store: backend.store,
    pool,
    running,
    clock: systemClock,
    log,
    workerId,
    rules: { kinds, maxLostStarts: config.jobs.maxLostStarts },
    keepForMs,
  });
  return backend.createConsumer(handle, {
    concurrency: config.threads.count,
    onLost: ({ id, generation, start }) => running.drop(id, fenceOf(generation, start)),
  });
}

function createGuard(
  config: JobRunnerConfig,
  { log, backend }: WorkerParts,
  parts: Pick<ConstructorParameters<typeof StoreGuard>[0], 'running' | 'consumer'>,
): StoreGuard {
  const historyForMs = config.housekeeping.historyForDays * DAY_MS;
  return new StoreGuard({
    ...parts,
    clock: systemClock,
    log,
    async makeRoom() {
      const expired = await expireDue({ store: backend.store, clock: systemClock, historyForMs });
      if (expired > 0) log.info({ expired }, 'room made in a full store');
    },
  });
}

function createWatchdog({ memory }: JobRunnerConfig, running: RunningJobs, log: Logger) {
  return new MemoryWatchdog({
    limitMb: memory.limitMb,
    everyMs: LOOK_AT_MEMORY_EVERY_MS,
    clock: systemClock,
    readRssMb,
    onExceeded: () => relieveMemory(running, memory.limitMb, log),
  });
}

function createRounds(config: JobRunnerConfig, parts: WorkerParts, metrics: WorkerMetrics): Rounds {
  const { log, backend } = parts;
  const { cleanup } = config.housekeeping;
  const deps = { ...backend, cleanup, clock: systemClock, log, ...kindsOf(config, parts) };
  const historyForMs = config.housekeeping.historyForDays * DAY_MS;
  return backend.createRounds({
    everyMs: config.housekeeping.everyMs,
    async run() {
      metrics.houseKept(await keepHouse({ ...deps, historyForMs }));
    },
    onError: throttledErrorLog(log, 'housekeeping failed', systemClock),
  });
}
