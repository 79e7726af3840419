import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  type Metric,
  Registry,
} from 'prom-client';

import type { HousekeepingReport } from './housekeeping/keepHouse.ts';
import type { RunningJobs } from './jobs/runningJobs.ts';
import type { StoreGuard } from './jobs/storeGuard.ts';
import type { ThreadPool } from './threads/threadPool.ts';

export type WorkerMetricsSources = {
  running: Pick<RunningJobs, 'tally'>;
  pool: Pick<ThreadPool, 'busy'>;
  guard: Pick<StoreGuard, 'isFull'>;
};

/** What this worker has done, as Prometheus reads it. */
export class WorkerMetrics {
  readonly #registry = new Registry();
  readonly #houseKept: Counter<'what'>;
  readonly #roundSeconds: Histogram;

  constructor({ running, pool, guard }: WorkerMetricsSources) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#houseKept = new Counter({
      name: 'pitwall_housekeeping_jobs_total',
      help: 'Jobs that a round of housekeeping in this worker did something to',
      labelNames: ['what'],
      registers,
    });
    this.#roundSeconds = new Histogram({
      name: 'pitwall_housekeeping_round_seconds',
      help: 'How long a round of housekeeping took',
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 3],
      registers,
    });
    this.#show(
      new Counter({
        name: 'pitwall_job_starts_ended_total',
        help: 'How starts of jobs ended in this worker',
        labelNames: ['how'],
        registers: [],
        collect() {
          this.reset();
          for (const [how, count] of Object.entries(running.tally)) this.inc({ how }, count);
        },
      }),
    );
    this.#show(
      new Gauge({
        name: 'pitwall_worker_busy',
        help: 'Jobs that run in this worker now',
        registers: [],
        collect() {
          this.set(pool.busy);
        },
      }),
    );
    this.#show(
      new Gauge({
        name: 'pitwall_store_full',
        help: '1 while this worker takes no jobs because the store is full',
        registers: [],
        collect() {
          this.set(guard.isFull ? 1 : 0);
        },
      }),
    );
  }

  houseKept({ done, tookMs }: HousekeepingReport): void {
    for (const [what, count] of Object.entries(done)) this.#houseKept.inc({ what }, count);
    this.#roundSeconds.observe(tookMs / 1_000);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** A metric that looks its value up when it is asked for. */
  #show(metric: Metric): void {
    this.#registry.registerMetric(metric);
  }
}
