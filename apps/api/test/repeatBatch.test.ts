import { AppError } from '@pitwall/contract';
import { started } from '@pitwall/job-state';
import { describe, expect, it } from 'vitest';

import { FIRST_START } from './testApp.ts';
import { DRILL, drills, idsOf, statusesOf, testBatches } from './testBatches.ts';

const KEY = 'batch-7';

describe('POST /v1/jobs/batch with an Idempotency-Key', () => {
  it('finds the jobs of the first request again, as they are now', async () => {
    const { submit, store, pending } = testBatches();
    const jobs = [DRILL, { kind: 'dance' }, DRILL];
    const first = await submit(jobs, KEY).expect(200);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    const [id = ''] = idsOf(first.body.results);
    await store.change(id, started({ ...FIRST_START, atMs: 1 }));
    const again = await submit(jobs, KEY).expect(200).expect('Idempotent-Replayed', 'true');
    expect(idsOf(again.body.results)).toEqual(idsOf(first.body.results));
    expect(again.body.results).toMatchObject([
      { job: { status: 'running' } },
      { status: 400 },
      { job: { status: 'pending' } },
    ]);
    expect(await pending()).toBe(1);
  });

  it('goes on where a request that died had come to', async () => {
    const { submit, store, queue, pending } = testBatches();
    const createAll = store.createAll.bind(store);
    const addAll = queue.addAll.bind(queue);
    let left = 120;
    store.createAll = (wish) => {
      left -= 1;
      if (left < 0) throw new AppError('store_unavailable', 'away');
      return createAll(wish);
    };
    queue.addAll = () => Promise.reject(new Error('away'));
    const first = await submit(drills(250), KEY).expect(200);
    const made = idsOf(first.body.results).filter(Boolean);
    expect(made).toHaveLength(119);
    Object.assign(store, { createAll });
    Object.assign(queue, { addAll });
    const again = await submit(drills(250), KEY).expect(200);
    expect(idsOf(again.body.results)).toEqual(expect.arrayContaining(made));
    expect(statusesOf(again.body.results)).toEqual(Array(250).fill(202));
    expect(await pending()).toBe(250);
    expect(await queue.counts()).toMatchObject({ waiting: 250 });
  });

  it('finds again those that were taken although there is no room for the others', async () => {
    const { submit } = testBatches({ maxPendingJobs: 150 });
    const [first, again] = [await submit(drills(300), KEY), await submit(drills(300), KEY)];
    expect(idsOf(again.body.results)).toEqual(idsOf(first.body.results));
  });

  it('refuses a key that came with another batch, or with a single job', async () => {
    const { submit, api, pending } = testBatches();
    await submit([DRILL], KEY).expect(200);
    await submit([{ kind: 'dance' }, DRILL], KEY).expect(422);
    await api.post('/v1/jobs').set('Idempotency-Key', KEY).send(DRILL).expect(422);
    await api.post('/v1/jobs').set('Idempotency-Key', 'single').send(DRILL).expect(202);
    const { body } = await submit([DRILL], 'single').expect(422);
    expect(body).toMatchObject({ code: 'idempotency_key_reused' });
    expect(await pending()).toBe(2);
  });

  it('says of a job that is gone by now that it is', async () => {
    const { submit, store } = testBatches();
    const { body } = await submit(drills(2), KEY).expect(200);
    const find = store.find.bind(store);
    const [gone] = idsOf(body.results);
    store.find = async (id) => (id === gone ? undefined : await find(id));
    const again = await submit(drills(2), KEY).expect(200);
    expect(again.body.results).toMatchObject([{ status: 410 }, { status: 202 }]);
  });
});
