import { completed, started } from '@pitwall/job-state';
import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { waitEstimate } from '../src/jobs/waitEstimate.ts';
import { FIRST_START, testApp } from './testApp.ts';

type App = ReturnType<typeof testApp>;

const placeOf = async ({ api }: App, id: string) =>
  (await api.get(`/v1/jobs/${id}/queue`).expect(200)).body;

/** Has drills end that took so many seconds each. */
async function tookLately({ store, clock }: App, seconds: readonly number[]): Promise<void> {
  for (const took of seconds) {
    const job = aJob();
    await store.create({ job, input: {} });
    await store.change(job.id, started({ ...FIRST_START, atMs: clock.now() }));
    const end = { fence: FIRST_START.fence, keepForMs: 1, atMs: clock.now() + 1_000 * took };
    await store.change(job.id, completed({ ...end, result: {} }));
  }
}

function beat({ store, clock }: App, threads: number): Promise<unknown> {
  return store.beat({ workerId: 'w', atMs: clock.now(), threads, running: [] });
}

describe('GET /v1/jobs/{id}/queue', () => {
  it('tells how many come first, and how long that may take by what jobs took lately', async () => {
    const app = testApp();
    await tookLately(app, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    await beat(app, 2);
    for (let count = 0; count < 4; count += 1) await app.submit();
    const last = await app.submit();
    expect(await placeOf(app, last)).toEqual({
      state: 'waiting',
      position: 4,
      workers: 1,
      threads: 2,
      wait: { lowSeconds: 3, highSeconds: 19 },
    });
  });

  it('says that it does not know, and why', async () => {
    const app = testApp();
    const ids = [await app.submit(), await app.submit(), await app.submit()];
    const last = ids[2] ?? '';
    expect(await placeOf(app, last)).toMatchObject({
      workers: 0,
      wait: null,
      reason: 'no_workers',
    });
    await beat(app, 1);
    expect(await placeOf(app, last)).toMatchObject({ wait: null, reason: 'too_little_known' });
    expect(await placeOf(app, ids[0] ?? '')).toMatchObject({
      position: 0,
      wait: { lowSeconds: 0 },
    });
  });

  it('tells until when a job is delayed, and that one that runs or has ended waits no more', async () => {
    const app = testApp();
    const job = aJob({ id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' });
    await app.store.create({ job, input: {} });
    expect(await placeOf(app, job.id)).toMatchObject({ state: 'none', reason: 'not_waiting' });
    await app.queue.add({ ...job, attempts: 1, delayMs: 60_000 });
    const place = await placeOf(app, job.id);
    expect(place).toMatchObject({ state: 'delayed', wait: null, reason: 'delayed' });
    expect(Date.parse(place.notBefore)).toBeGreaterThan(0);
    const running = await app.submit();
    app.queue.take();
    expect(await placeOf(app, running)).toMatchObject({ state: 'running', wait: null });
    await app.queue.close();
  });
});

describe('an estimate of a wait', () => {
  const known = [[1_000, 2_000, 3_000, 4_000, 60_000]];

  const wait = (ahead: number, threads: number) =>
    waitEstimate({ ahead, running: threads, threads, serviceTimes: known }).wait;

  it('is at once while a thread is free', () => {
    const facts = { ahead: 1, running: 2, threads: 4, serviceTimes: [] };
    expect(waitEstimate(facts).wait).toEqual({ lowSeconds: 0, highSeconds: 1 });
  });

  it('grows with what is ahead, and is shared by all threads', () => {
    expect(wait(0, 1)).toEqual({ lowSeconds: 0, highSeconds: 61 });
    expect(wait(10, 1)).toEqual({ lowSeconds: 20, highSeconds: 661 });
    expect(wait(10, 5)).toEqual({ lowSeconds: 4, highSeconds: 181 });
  });

  it('goes by the mix of kinds ahead', () => {
    const facts = { ahead: 2, running: 1, threads: 1 };
    const long = Array<number>(5).fill(100_000);
    const short = Array<number>(5).fill(1_000);
    const mixed = waitEstimate({ ...facts, serviceTimes: [long, short] }).wait;
    expect(mixed).toEqual({ lowSeconds: 101, highSeconds: 152.5 });
    const unknown = waitEstimate({ ...facts, serviceTimes: [long, [1]] });
    expect(unknown).toEqual({ wait: null, reason: 'too_little_known' });
  });
});
