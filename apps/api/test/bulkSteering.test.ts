import { NO_LIMITS } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { steerMany } from '../src/jobs/steerMany.ts';
import { DAY_MS, testApp } from './testApp.ts';

function testBulk() {
  const parts = testApp();
  const { api, store } = parts;
  const submitTagged = (tag: string) =>
    parts.submit({ kind: 'drill', input: { seconds: 1 }, tags: [tag] });
  const bulk = (what: 'cancel' | 'retry', wish: object) =>
    api.post(`/v1/jobs/bulk-${what}`).send(wish);
  const statusOf = async (id: string) => (await store.find(id))?.status;
  return { ...parts, submitTagged, bulk, statusOf };
}

async function doNothing(): Promise<undefined> {}

describe('POST /v1/jobs/bulk-cancel', () => {
  it('cancels what the filter finds, and leaves the rest', async () => {
    const { bulk, submitTagged, start, statusOf } = testBulk();
    const [a, b, other] = [
      await submitTagged('x'),
      await submitTagged('x'),
      await submitTagged('y'),
    ];
    await start(b);
    const { body } = await bulk('cancel', { filter: { tag: 'x' } }).expect(200);
    expect(body).toEqual({ matched: 2, done: 2, skipped: [], more: false, dryRun: false });
    expect(await Promise.all([a, b, other].map(statusOf))).toEqual([
      'cancelled',
      'cancelled',
      'pending',
    ]);
    const again = await bulk('cancel', { filter: { tag: 'x' } }).expect(200);
    expect(again.body).toMatchObject({ matched: 0, done: 0 });
  });

  it('only says what it would do when that is asked', async () => {
    const { bulk, submit, statusOf } = testBulk();
    const id = await submit();
    const { body } = await bulk('cancel', { filter: { kind: 'drill' }, dryRun: true }).expect(200);
    expect(body).toEqual({ matched: 1, done: 1, skipped: [], more: false, dryRun: true });
    expect(await statusOf(id)).toBe('pending');
  });

  it('does so many a call, and says that there are more', async () => {
    const { bulk, submit } = testBulk();
    for (let count = 0; count < 5; count += 1) await submit();
    const wish = { all: true, limit: 3 };
    const first = await bulk('cancel', wish).expect(200);
    expect(first.body).toMatchObject({ matched: 3, done: 3, more: true });
    const second = await bulk('cancel', wish).expect(200);
    expect(second.body).toMatchObject({ matched: 2, done: 2, more: false });
  });

  it('takes a filter or all, not both', async () => {
    const { bulk, submitTagged, statusOf } = testBulk();
    const id = await submitTagged('x');
    const { body } = await bulk('cancel', { filter: { tag: 'x' }, all: true }).expect(400);
    expect(body).toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '#/all', detail: 'say either a filter or {"all": true}' }],
    });
    expect(await statusOf(id)).toBe('pending');
  });

  it('goes by when jobs were created', async () => {
    const { bulk, clock, submit, statusOf } = testBulk();
    const old = await submit();
    clock.advance(1_000);
    const middle = await submit();
    clock.advance(1_000);
    const young = await submit();
    const filter = {
      createdAfter: '2026-02-15T18:30:01.000Z',
      createdBefore: '2026-02-15T18:30:02.000Z',
    };
    await bulk('cancel', { filter }).expect(200);
    expect(await Promise.all([old, middle, young].map(statusOf))).toEqual([
      'pending',
      'cancelled',
      'pending',
    ]);
  });

  it('refuses a filter that says nothing, unless all are meant', async () => {
    const { bulk } = testBulk();
    const { body } = await bulk('cancel', { filter: {} }).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '#/filter' }]);
    await bulk('cancel', { filter: { status: 'completed' } }).expect(400);
  });

  it('reaches one’s own tenant only, and another with the scope for it', async () => {
    const { bulk, store, submit, statusOf } = testBulk();
    const theirs = aJob({ tenant: 'other' });
    await store.create({ job: theirs, input: {} });
    await submit();
    const mine = await bulk('cancel', { all: true }).expect(200);
    expect(mine.body).toMatchObject({ matched: 1 });
    expect(await statusOf(theirs.id)).toBe('pending');
    const wish = { filter: { tenant: 'other' }, all: false, dryRun: false, limit: 10 };
    const who = { keyId: 'k', name: 'k', tenant: 'default', limits: NO_LIMITS };
    const principal = { ...who, scopes: new Set(['jobs:cancel'] as const) };
    const act = { statuses: ['pending'] as const, act: doNothing, tryOut: doNothing };
    await expect(steerMany(store, { wish, principal }, act)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await bulk('cancel', wish).expect(200);
    expect(await statusOf(theirs.id)).toBe('cancelled');
  });
});

describe('POST /v1/jobs/bulk-retry', () => {
  it('tries again what can be, and says of each other job why not', async () => {
    const { bulk, clock, submit, statusOf } = testBulk();
    const expired = await submit();
    await bulk('cancel', { all: true }).expect(200);
    clock.advance(7 * DAY_MS);
    const fresh = await submit();
    await bulk('cancel', { all: true }).expect(200);
    for (const dryRun of [true, false]) {
      const { body } = await bulk('retry', { filter: { status: 'cancelled' }, dryRun }).expect(200);
      const skipped = [{ id: expired, reason: 'job_expired' }];
      expect(body).toEqual({ matched: 2, done: 1, skipped, more: false, dryRun });
    }
    expect(await statusOf(fresh)).toBe('pending');
  });
});
