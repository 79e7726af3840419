import type { JobQueue } from '@pitwall/job-queue';
import { HOUR_MS, type JobStats, type JobStore } from '@pitwall/job-state';
import type { Clock } from '@pitwall/runtime';
import type { DeliveryOutcome } from '@pitwall/webhooks';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { jobStatistics } from './stats/jobStatistics.ts';

export type ApiMetricsSources = {
  store: JobStore;
  queue: JobQueue;
  stats: JobStats;
  clock: Clock;
  /** How many event streams are open here. */
  live: { readonly streamCount: number };
};

type Answered = { route: string; method: string; code: number; seconds: number };

const QUANTILES = [
  ['0.5', 'p50'],
  ['0.9', 'p90'],
  ['0.99', 'p99'],
] as const;

/** What this process has answered, and what all processes together know of the jobs. */
export class ApiMetrics {
  readonly #registry = new Registry();
  readonly #sources: ApiMetricsSources;
  readonly #answered: Histogram<'route' | 'method' | 'code'>;
  readonly #submitted: Counter<'kind'>;
  readonly #delivered: Counter<'outcome'>;
  readonly #unaudited: Counter;
  readonly #storeUp: Gauge;
  readonly #ofStore: ReturnType<typeof storeGauges>;

  constructor(sources: ApiMetricsSources) {
    this.#sources = sources;
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#answered = new Histogram({
      name: 'pitwall_http_request_duration_seconds',
      help: 'How long requests took, by route; those for nothing we know are `none`',
      labelNames: ['route', 'method', 'code'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
      registers,
    });
    this.#submitted = new Counter({
      name: 'pitwall_jobs_submitted_total',
      help: 'Jobs that this process has accepted',
      labelNames: ['kind'],
      registers,
    });
    this.#delivered = new Counter({
      name: 'pitwall_webhook_deliveries_total',
      help: 'Attempts of this process to send a message to a webhook, by how they ended',
      labelNames: ['outcome'],
      registers,
    });
    this.#unaudited = new Counter({
      name: 'pitwall_audit_failures_total',
      help: 'Acts that this process could not write to the audit log; its own log has each as an error',
      registers,
    });
    streamsGauge(sources.live, this.#registry);
    this.#storeUp = new Gauge({
      name: 'pitwall_store_up',
      help: '1 if the store has answered, 0 if what is known of jobs is missing here for now',
      registers,
    });
    this.#ofStore = storeGauges(this.#registry);
  }

  answered({ route, method, code, seconds }: Answered): void {
    this.#answered.observe({ route, method, code }, seconds);
  }

  submitted(kind: string): void {
    this.#submitted.inc({ kind });
  }

  unaudited(): void {
    this.#unaudited.inc();
  }

  /** An arrow, so that it can be handed over as it is. */
  readonly delivered = (outcome: DeliveryOutcome): void => {
    this.#delivered.inc({ outcome });
  };

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(): Promise<string> {
    try {
      await this.#lookIntoStore();
      this.#storeUp.set(1);
    } catch {
      // Whoever scrapes must still learn how this process does, and that the store is away.
      for (const gauge of Object.values(this.#ofStore)) gauge.reset();
      this.#storeUp.set(0);
    }
    return await this.#registry.metrics();
  }

  async #lookIntoStore(): Promise<void> {
    const { store, queue, stats, clock } = this.#sources;
    const toMs = clock.now();
    const fromMs = toMs - HOUR_MS;
    const [counts, waiting, hours, now] = await Promise.all([
      store.counts(),
      queue.counts(),
      stats.hours({ tenant: undefined, fromMs, toMs }),
      stats.now({ tenant: undefined, atMs: toMs }),
    ]);
    const found = jobStatistics({ hours, now, fromMs, toMs, nowMs: toMs });
    const gauges = this.#ofStore;
    for (const gauge of Object.values(gauges)) gauge.reset();
    for (const [status, count] of Object.entries(counts)) gauges.jobs.set({ status }, count);
    for (const [state, count] of Object.entries(waiting)) gauges.queue.set({ state }, count);
    gauges.oldest.set(found.now.oldestPendingSeconds ?? 0);
    gauges.used.set(found.store.usedBytes);
    for (const [kind, { waitingSeconds, solveSeconds, storedBytes }] of Object.entries(
      found.kinds,
    )) {
      for (const [quantile, name] of QUANTILES) {
        if (waitingSeconds) gauges.waiting.set({ kind, quantile }, waitingSeconds[name]);
        if (solveSeconds) gauges.solving.set({ kind, quantile }, solveSeconds[name]);
      }
      if (storedBytes) gauges.bytes.set({ kind, quantile: '0.95' }, storedBytes.p95);
    }
  }
}

function streamsGauge(live: ApiMetricsSources['live'], registry: Registry): Gauge {
  return new Gauge({
    name: 'pitwall_sse_connections',
    help: 'Event streams that are open in this process',
    registers: [registry],
    collect() {
      this.set(live.streamCount);
    },
  });
}

/** Of all processes together: the same from every replica, so take the maximum and not the sum. */
function storeGauges(registry: Registry) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `pitwall_${name}`, help, labelNames, registers: [registry] });
  return {
    jobs: gauge('jobs', 'Jobs there are, by status', ['status']),
    queue: gauge('queue_depth', 'Jobs in the queue, by state', ['state']),
    oldest: gauge('queue_oldest_age_seconds', 'How long the job waits that waits longest'),
    used: gauge('store_used_bytes', 'Memory that the store takes, all in all'),
    waiting: gauge('job_waiting_seconds', 'Wait for the first start, over one or two hours', [
      'kind',
      'quantile',
    ]),
    solving: gauge('job_solve_seconds', 'Time to solve, over one or two hours', [
      'kind',
      'quantile',
    ]),
    bytes: gauge('job_stored_bytes', 'What jobs took in the store, over one or two hours', [
      'kind',
      'quantile',
    ]),
  };
}
