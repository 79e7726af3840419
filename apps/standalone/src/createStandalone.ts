import { createApi } from '@pitwall/api/createApi';
import type { JobKind } from '@pitwall/contract';
import { MemoryJobConsumer, MemoryRounds } from '@pitwall/job-queue';
import { type Logger, type Stoppable, systemClock, throttledErrorLog } from '@pitwall/runtime';
import { createJobRunner } from '@pitwall/worker/createJobRunner';

import type { StandaloneConfig } from './config.ts';
import { memoryBackend } from './memoryBackend.ts';

const WORKER_ID = 'standalone';

/** API and worker in one process, around one store and one queue in its memory. */
export function createStandalone(
  config: StandaloneConfig,
  { log, ownKinds }: { log: Logger; ownKinds: readonly JobKind[] },
): Stoppable & { start: () => Promise<void> } {
  const backend = memoryBackend(log);
  const onError = throttledErrorLog(log, 'job handler failed', systemClock);
  const runner = createJobRunner(config.jobs, {
    ownKinds,
    workerId: WORKER_ID,
    log: log.child({ workerId: WORKER_ID }),
    backend: {
      ...backend,
      createConsumer: (handle, options) =>
        new MemoryJobConsumer(backend.queue, handle, { ...options, onError }),
      createRounds: (options) => new MemoryRounds(options),
    },
  });
  const api = createApi(config.api, { log, backend, ownKinds });
  return {
    async start() {
      log.warn(
        'STORE=memory: every job is gone when this process ends; for lasting jobs use Redis',
      );
      await runner.start();
      await api.start();
    },
    async stop() {
      // Nothing outlives this process, so there is no point in letting jobs finish: once the API is
      // gone nobody can ask for their results.
      await api.stop();
      runner.hurry();
      return await runner.stop();
    },
    hurry() {
      runner.hurry();
      api.hurry();
    },
  };
}
