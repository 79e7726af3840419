import { setTimeout as sleep } from 'node:timers/promises';

import { MemoryJobStore, started } from '@pitwall/job-state';
import { systemClock } from '@pitwall/runtime';
import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { ProgressWriter } from '../src/jobs/progressWriter.ts';

async function setUp() {
  const store = new MemoryJobStore();
  const job = aJob();
  await store.create({ job, input: {} });
  await store.change(job.id, started({ fence: 1, attempt: 1, workerId: 'a', atMs: 1 }));
  let refused = 0;
  const writer = new ProgressWriter({
    store,
    clock: systemClock,
    id: job.id,
    fence: 1,
    onRefused: () => {
      refused += 1;
    },
    onError: (error) => {
      throw error;
    },
  });
  return { store, id: job.id, writer, refusals: () => refused };
}

describe('the progress of a job', () => {
  it('is written at most four times a second, the newest last', async () => {
    const { store, id, writer } = await setUp();
    const startedMs = performance.now();
    let noted = 0;
    while (performance.now() - startedMs < 600) {
      noted += 1;
      writer.note({ progress: noted / 1_000, checkpoint: noted });
      await sleep(1);
    }
    await writer.flush();
    const seconds = (performance.now() - startedMs) / 1_000;
    const job = await store.find(id);
    expect(job?.progress).toBe(noted / 1_000);
    expect(await store.findCheckpoint(id)).toBe(noted);
    // Two versions before the first write; one write more for the first and one for the flush.
    expect((job?.version ?? 0) - 2).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 2);
    expect((job?.version ?? 0) - 2).toBeGreaterThan(1);
  });

  it('keeps a checkpoint that a later note says nothing of', async () => {
    const { store, id, writer } = await setUp();
    writer.note({ checkpoint: 'kept' });
    writer.note({ progress: 7 });
    await writer.flush();
    expect(await store.findCheckpoint(id)).toBe('kept');
    expect(await store.find(id)).toMatchObject({ progress: 7 });
  });

  it('tells when the record is not this start’s any more', async () => {
    const { store, id, writer, refusals } = await setUp();
    await store.change(id, started({ fence: 2, attempt: 1, workerId: 'b', atMs: 2 }));
    writer.note({ progress: 50 });
    await writer.flush();
    expect(refusals()).toBe(1);
    expect(await store.find(id)).toMatchObject({ progress: 0 });
  });
});
