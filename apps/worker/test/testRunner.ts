import { type Job, jobKinds } from '@pitwall/contract';
import { MemoryJobConsumer, MemoryJobQueue, MemoryRounds } from '@pitwall/job-queue';
import { MemoryDueTimes, MemoryJobStore } from '@pitwall/job-state';
import { createLogger, parseEnv } from '@pitwall/runtime';
import { aJob } from '@pitwall/test-kit';
import { expect } from 'vitest';
import { z } from 'zod';

import { JOB_RUNNER_ENV, jobRunnerConfig } from '../src/config.ts';
import { createJobRunner } from '../src/createJobRunner.ts';

const Env = z.object(JOB_RUNNER_ENV).transform(jobRunnerConfig);

/** A whole worker but for its health addresses, around a store and a queue in memory. */
export function testRunner(env: Record<string, string> = {}, store = new MemoryJobStore()) {
  const config = parseEnv(Env, { WORKER_CONCURRENCY: '1', DRILLS: 'true', ...env });
  const queue = new MemoryJobQueue();
  const runner = createJobRunner(config, {
    workerId: 'worker-a',
    log: createLogger({ name: 'test', level: 'silent', pretty: false }),
    backend: {
      store,
      backlog: store.backlog,
      queue,
      dueTimes: new MemoryDueTimes(),
      close: () => queue.close(),
      createConsumer: (handle, options) =>
        new MemoryJobConsumer(queue, handle, {
          ...options,
          onError: (error) => {
            throw error;
          },
        }),
      createRounds: (options) => new MemoryRounds(options),
    },
  });
  const submit = async (kind: string, input: unknown): Promise<string> => {
    const job = aJob({ kind });
    await store.create({ job, input });
    await queue.add({ ...job, attempts: jobKinds({ drills: true }).get(kind)?.attempts ?? 1 });
    return job.id;
  };
  /** Waits for the job to be as described. */
  const until = async (id: string, expected: Partial<Job>): Promise<void> => {
    await expect.poll(() => store.find(id), { timeout: 10_000 }).toMatchObject(expected);
  };
  return { runner, store, queue, submit, until };
}
