import { storeChecks } from '@pitwall/job-state';
import { Health, readVersion, systemClock, tcpCheck } from '@pitwall/runtime';

import type { WorkerConfig } from './config.ts';
import { createJobRunner, type JobRunner, type WorkerParts } from './createJobRunner.ts';
import { HealthServer } from './healthServer.ts';

/** The one place that knows which parts a worker process is made of. */
export function createWorker(
  config: WorkerConfig,
  parts: WorkerParts,
): Omit<JobRunner, 'threadsCheck' | 'metrics'> {
  const { backend, log } = parts;
  const runner = createJobRunner(config, parts);
  let draining = false;
  const health = new Health({
    version: readVersion(),
    clock: systemClock,
    checks: [
      ...storeChecks(backend.store, systemClock),
      { name: 'queue', check: () => backend.queue.counts() },
      runner.threadsCheck,
      ...config.ready.tcp.map(tcpCheck),
    ],
    isDraining: () => draining,
  });
  const { metrics } = runner;
  const server = new HealthServer({ health, metrics }, { ...config.http, log });
  return {
    async start() {
      // First: a worker that waits for Redis must be able to say so.
      await server.start();
      await runner.start();
    },
    async stop() {
      draining = true;
      const clean = await runner.stop();
      await server.stop();
      await backend.close();
      return clean;
    },
    hurry: () => runner.hurry(),
  };
}
