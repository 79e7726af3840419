import { AppError } from '@pitwall/contract';
import { released, started } from '@pitwall/job-state';
import { describe, expect, it } from 'vitest';

import { at, entryOf, LATER_MS, NOTHING, START, testHouse } from './testHouse.ts';

describe('housekeeping of what must be started in time', () => {
  it('ends what was not, and takes it from the queue', async () => {
    const { store, queue, round, addPending, stateOf } = testHouse();
    const young = { createdAt: at(LATER_MS), updatedAt: at(LATER_MS) };
    const late = await addPending({ ...young, startBy: at(LATER_MS - 1) });
    const inTime = await addPending({ ...young, startBy: at(LATER_MS) });
    for (const job of [late, inTime]) await queue.add(entryOf(job));
    expect(await round()).toEqual({ ...NOTHING, overdue: 1 });
    expect(await store.find(late.id)).toMatchObject({
      status: 'failed',
      error: { code: 'not_started_in_time' },
      expiresAt: at(LATER_MS + 7 * 86_400_000),
    });
    expect(await stateOf(late)).toBe('absent');
    expect(await store.find(inTime.id)).toMatchObject({ status: 'pending' });
    expect(await stateOf(inTime)).toBe('waiting');
  });

  it('leaves alone what has been started once, though it waits again', async () => {
    const { store, queue, round, addPending } = testHouse();
    const job = await addPending({ startBy: at(LATER_MS - 1) });
    await queue.add(entryOf(job));
    await store.change(job.id, started(START));
    await store.change(job.id, released({ fence: START.fence, atMs: 2 }));
    expect(await round()).toEqual(NOTHING);
    expect(await store.find(job.id)).toMatchObject({ status: 'pending', starts: 1 });
  });

  it('ends the others when one of them cannot be read', async () => {
    const { store, round, addPending } = testHouse();
    const startBy = at(LATER_MS - 1);
    const [broken, sound] = [await addPending({ startBy }), await addPending({ startBy })];
    const find = store.find.bind(store);
    store.find = async (id) => {
      if (id === broken.id) throw new AppError('record_unreadable', 'corrupt');
      return await find(id);
    };
    expect(await round()).toMatchObject({ overdue: 1 });
    expect(await store.find(sound.id)).toMatchObject({ status: 'failed' });
  });

  it('ends all of very many in one round', async () => {
    const { round, addPending } = testHouse();
    const startBy = at(LATER_MS - 1);
    for (let count = 0; count < 1_200; count += 1) await addPending({ startBy });
    expect(await round()).toEqual({ ...NOTHING, overdue: 1_200 });
  });
});
