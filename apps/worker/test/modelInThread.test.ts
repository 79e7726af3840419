import { jobKinds, type JobView } from '@pitwall/contract';
import { cancelled, stopRequested } from '@pitwall/job-state';
import { aHardModel } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { startRunner } from './startRunner.ts';

const EXAMPLE = jobKinds({ drills: false }).get('model')?.examples?.[1]?.input;
const HARD = aHardModel().input;
const HAS_FOUND = { status: 'running', incumbent: expect.anything() } as const;

type Started = Awaited<ReturnType<typeof startRunner>>;

/** With one thread, it shows that what ran there before has left it as it was. */
async function solveAnother({ submit, until }: Started): Promise<void> {
  await until(await submit('model', EXAMPLE), { status: 'completed', termination: 'optimal' });
}

function failedWith(code: string): Partial<JobView> {
  return { status: 'failed', error: expect.objectContaining({ code }) };
}

describe('a model in a thread', () => {
  it('is solved', async () => {
    const { store, submit, until } = await startRunner();
    const id = await submit('model', EXAMPLE);
    await until(id, { status: 'completed', termination: 'optimal', attempt: 1 });
    expect(await store.findResult(id)).toMatchObject({ objective: 220 });
  });

  it.each([
    ['one space', ' '],
    ['HTML', '<!doctype html><p>Not found'],
    ['a file that is cut off', 'NAME x\nROWS\n N cost\nCOLU'],
    ['numbers that are none', 'ROWS\n N cost\nCOLUMNS\n x cost 0x1F\nENDATA'],
  ])('fails at once for %s, and leaves the thread as it was', async (_what, model) => {
    const started = await startRunner();
    const id = await started.submit('model', { format: 'mps', model });
    await started.until(id, { ...failedWith('invalid_model'), attempt: 1 });
    await solveAnother(started);
    expect(await started.store.find(id)).toMatchObject({ status: 'failed', starts: 1 });
  });

  it('can be stopped while the solver runs, and keeps what it has', async () => {
    const started = await startRunner();
    const id = await started.submit('model', HARD);
    await started.until(id, HAS_FOUND);
    await started.store.change(id, stopRequested({ atMs: 9 }));
    await started.until(id, { status: 'completed', termination: 'user_stop' });
    expect(await started.store.findResult(id)).toMatchObject({ objective: expect.any(Number) });
    await solveAnother(started);
  });

  it('can be cancelled while the solver runs', async () => {
    const started = await startRunner();
    const id = await started.submit('model', HARD);
    await started.until(id, HAS_FOUND);
    await started.store.change(id, cancelled({ atMs: 9, keepForMs: 60_000 }));
    await solveAnother(started);
    expect(await started.store.find(id)).toMatchObject({ status: 'cancelled' });
  });
});
