import { setTimeout as sleep } from 'node:timers/promises';

import { AppError } from '@pitwall/contract';
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

  it('leaves the record as it is for what is only said', async () => {
    const { store, id, writer } = await setUp();
    const before = await store.find(id);
    writer.log({ at: '2026-02-15T18:30:00.000Z', message: 'one' });
    writer.log({ at: '2026-02-15T18:30:00.000Z', message: 'two', level: 'warn', facts: { a: 1 } });
    await writer.flush();
    expect(await store.find(id)).toEqual(before);
    expect(await store.findLogs(id, { after: 0, limit: 10 })).toEqual([
      { index: 1, at: '2026-02-15T18:30:00.000Z', message: 'one' },
      { index: 2, at: '2026-02-15T18:30:00.000Z', message: 'two', level: 'warn', facts: { a: 1 } },
    ]);
  });

  it('is forgotten at a good end, but not what was found and said', async () => {
    const { store, id, writer } = await setUp();
    writer.note({ progress: 90, incumbent: { objective: 7, value: 'best' } });
    writer.log({ at: '2026-02-15T18:30:00.000Z', message: 'last' });
    await writer.end();
    expect(await store.find(id)).toMatchObject({ progress: 0, incumbent: { objective: 7 } });
    expect(await store.findLogs(id, { after: 0, limit: 10 })).toHaveLength(1);
  });

  it('waits for a store that is away, the newest thousand lines of it', async () => {
    const { store, id, writer: _, ...rest } = await setUp();
    const away = { isAway: true };
    const change = store.change.bind(store);
    store.change = (...given) =>
      away.isAway ? Promise.reject(new AppError('store_unavailable', 'away')) : change(...given);
    const failures: unknown[] = [];
    const writer = new ProgressWriter({
      store,
      clock: systemClock,
      id,
      fence: 1,
      onRefused: rest.refusals,
      onError: (error) => failures.push(error),
    });
    for (let line = 1; line <= 1_500; line += 1) {
      writer.log({ at: '2026-02-15T18:30:00.000Z', message: String(line) });
      if (line % 500 === 0) await writer.flush();
    }
    expect(failures).toHaveLength(3);
    away.isAway = false;
    await writer.flush();
    const kept = await store.findLogs(id, { after: 0, limit: 2_000 });
    expect([kept.length, kept[0]?.message, kept.at(-1)?.message]).toEqual([1_000, '501', '1500']);
  });
});
