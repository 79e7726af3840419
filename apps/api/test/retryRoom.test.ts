import { type Limits, NO_LIMITS } from '@pitwall/contract';
import { MemoryJobStore, started } from '@pitwall/job-state';
import { describe, expect, it } from 'vitest';

import { aKeyHolder } from './keyHolders.ts';
import { FIRST_START, testApp } from './testApp.ts';

const DRILL = { kind: 'drill', input: { seconds: 1 } };

/** Somebody with a key of such limits. */
async function someone(limits: Partial<Limits>, changes: Parameters<typeof testApp>[0] = {}) {
  const parts = testApp(changes);
  const who = await aKeyHolder(parts.keys, { limits: { ...NO_LIMITS, ...limits } });
  const ask = (path: string, body: object = {}) => parts.api.post(path).set(who).send(body);
  const submit = async (): Promise<string> => {
    const { body } = await ask('/v1/jobs', DRILL).expect(202);
    return body.id;
  };
  const submitAndCancel = async () => {
    const id = await submit();
    await ask(`/v1/jobs/${id}/cancel`).expect(200);
    return id;
  };
  return { ...parts, who, ask, submit, submitAndCancel };
}

describe('POST /v1/jobs/{id}/retry', () => {
  it('finds no room where too many jobs wait, and is told when to come again', async () => {
    const { store, ask, submit, submitAndCancel } = await someone({}, { maxPendingJobs: 1 });
    const id = await submitAndCancel();
    await submit();
    const { body, headers } = await ask(`/v1/jobs/${id}/retry`).expect(503);
    expect(body).toMatchObject({
      code: 'backlog_full',
      detail: 'Waiting jobs: 1 of at most 1',
    });
    expect(headers['retry-after']).toBe('10');
    expect(await store.find(id)).toMatchObject({ status: 'cancelled', generation: 1 });
  });

  it('leaves a job that waits as it is, whether or not there is room for more', async () => {
    const { ask, submit } = await someone({ pendingJobs: 1 }, { maxPendingJobs: 1 });
    const { body } = await ask(`/v1/jobs/${await submit()}/retry`).expect(202);
    expect(body).toMatchObject({ status: 'pending', generation: 1 });
  });

  it('counts for the key that submitted the job, whoever asks', async () => {
    const parts = await someone({ pendingJobs: 1 });
    const { api, keys, store, clock, who: limited, submit, submitAndCancel } = parts;
    const [id, waits] = [await submitAndCancel(), await submit()];
    const other = await aKeyHolder(keys);
    for (const who of [limited, other]) {
      const { body } = await api.post(`/v1/jobs/${id}/retry`).set(who).expect(429);
      expect(body).toMatchObject({
        code: 'quota_exceeded',
        detail: `Pending jobs of the API key ${limited.id}: 1 of at most 1`,
        'violated-policies': ['pendingJobs'],
      });
    }
    await store.change(waits, started({ ...FIRST_START, atMs: clock.now() }));
    await api.post(`/v1/jobs/${id}/retry`).set(other).expect(202);
    expect(await store.find(id)).toMatchObject({ status: 'pending', generation: 2 });
  });
});

describe('POST /v1/jobs/bulk-retry', () => {
  it.each([
    { reason: 'backlog_full', changes: { maxPendingJobs: 2 }, limits: {} },
    { reason: 'quota_exceeded', changes: {}, limits: { pendingJobs: 2 } },
    // Five of them are used up by submitting.
    { reason: 'rate_limited', changes: {}, limits: { submitsPerMinute: 7 } },
  ])('does what there is room for, and skips the rest: $reason', async (given) => {
    const { reason, changes, limits } = given;
    const { ask, store, submitAndCancel } = await someone(limits, changes);
    for (let count = 0; count < 5; count += 1) await submitAndCancel();
    for (const dryRun of [true, false]) {
      const { body } = await ask('/v1/jobs/bulk-retry', { all: true, dryRun }).expect(200);
      expect(body).toMatchObject({ matched: 5, done: 2, more: false });
      const reasons = body.skipped.map((skip: { reason: string }) => skip.reason);
      expect(reasons).toEqual([reason, reason, reason]);
    }
    expect(await store.counts()).toMatchObject({ pending: 2, cancelled: 3 });
  });

  it('is refused on a day whose seconds of solving are used up', async () => {
    const { usage } = new MemoryJobStore();
    usage.findUsage = async () => 100;
    const { ask } = await someone({ solverSecondsPerDay: 100 }, { usage });
    const { body } = await ask('/v1/jobs/bulk-retry', { all: true }).expect(429);
    expect(body).toMatchObject({ 'violated-policies': ['solverSecondsPerDay'] });
  });
});
