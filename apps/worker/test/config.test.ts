import { totalmem } from 'node:os';

import { parseEnv } from '@pitwall/runtime';
import { describe, expect, it } from 'vitest';

import { WorkerEnv } from '../src/config.ts';

function memoryOf(env: Record<string, string>) {
  const { threads, memory } = parseEnv(WorkerEnv, env);
  return { ...threads, ...memory };
}

describe('the memory limits of a worker', () => {
  it('leave the process of one job some room beside its heap', () => {
    expect(memoryOf({ JOB_MEMORY_MB: '512' })).toMatchObject({
      memoryMb: 512,
      processMemoryMb: 768,
    });
  });

  it('are as given', () => {
    expect(memoryOf({ WORKER_MEMORY_MB: '3000' }).limitMb).toBe(3_000);
  });

  it('are what its jobs can need, where nothing is given', () => {
    expect(memoryOf({ WORKER_CONCURRENCY: '1', JOB_MEMORY_MB: '64' }).limitMb).toBe(1_088);
  });

  it('are never all that the machine has', () => {
    const { limitMb } = memoryOf({ WORKER_CONCURRENCY: '256', JOB_MEMORY_MB: '65536' });
    expect(limitMb).toBeGreaterThan(0);
    expect(limitMb).toBeLessThanOrEqual((0.75 * totalmem()) / 2 ** 20);
  });
});
