import { cancelled, MemoryJobStore } from '@pitwall/job-state';
import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { DAY_MS, testApp } from './testApp.ts';

const DRILL = { kind: 'drill', input: { seconds: 1 } };

function idsOf(body: { jobs: { id: string }[] }): string[] {
  return body.jobs.map((job) => job.id);
}

describe('GET /v1/jobs', () => {
  it('finds jobs by several statuses, all tags, words, and when they were made', async () => {
    const { api, clock, submit, start } = testApp();
    const first = await submit({ ...DRILL, name: 'Daytona final', tags: ['cash', 'sunday'] });
    clock.advance(60_000);
    const second = await submit({ ...DRILL, name: 'Daytona practice', tags: ['cash'] });
    await start(second);
    const find = async (query: string) =>
      idsOf((await api.get(`/v1/jobs?${query}`).expect(200)).body);
    expect(await find('status=running&status=completed')).toEqual([second]);
    expect(await find('tag=cash')).toEqual([second, first]);
    expect(await find('tag=cash&tag=sunday')).toEqual([first]);
    expect(await find('q=DAYT%20fin')).toEqual([first]);
    expect(await find('createdAfter=2026-02-15T18:30:30Z')).toEqual([second]);
    expect(await find('createdBefore=2026-02-15T19:30:30%2B01:00')).toEqual([first]);
    expect(await find('sort=createdAt')).toEqual([first, second]);
  });

  it('lists jobs by their end', async () => {
    const { api, store, clock, submit } = testApp();
    const [first, second] = [await submit(), await submit()];
    await submit();
    await store.change(second, cancelled({ atMs: clock.now() + 1, keepForMs: DAY_MS }));
    await store.change(first, cancelled({ atMs: clock.now() + 2, keepForMs: DAY_MS }));
    const { body } = await api.get('/v1/jobs?sort=-completedAt').expect(200);
    expect(idsOf(body)).toEqual([first, second]);
  });

  it('shows the jobs of one’s own tenant, and those of others to who may see them', async () => {
    const store = new MemoryJobStore();
    const { api, submit } = testApp({ store });
    const [ours, theirs] = [await submit(), aJob({ tenant: 'other' })];
    await store.create({ job: theirs, input: {} });
    expect(idsOf((await api.get('/v1/jobs')).body)).toEqual([ours]);
    expect(idsOf((await api.get('/v1/jobs?tenant=other')).body)).toEqual([theirs.id]);
    expect(idsOf((await api.get('/v1/jobs?tenant=*')).body)).toEqual([ours, theirs.id]);
    expect((await api.get('/v1/jobs/counts')).body).toMatchObject({ pending: 1 });
    expect((await api.get('/v1/jobs/counts?tenant=*')).body).toMatchObject({ pending: 2 });
  });

  it.each([
    ['sort=priority', 'sort'],
    ['q=%20.%20', 'q'],
    ['q=x&tenant=*', 'q'],
    ['createdAfter=yesterday', 'createdAfter'],
    ['status=running&status=asleep', 'status'],
  ])('refuses %s and names the parameter', async (query, parameter) => {
    const { body } = await testApp().api.get(`/v1/jobs?${query}`).expect(400);
    expect(body.errors[0]).toMatchObject({ parameter });
  });
});

async function fourJobs() {
  const app = testApp();
  const ids = [];
  for (let made = 0; made < 4; made += 1) ids.push(await app.submit({ ...DRILL, tags: ['x'] }));
  const { body } = await app.api.get('/v1/jobs?tag=x&limit=2').expect(200);
  return { ...app, ids, cursor: String(body.nextCursor) };
}

describe('a cursor', () => {
  it('leads on where the page ended while jobs come and go, in pages of any size', async () => {
    const { api, store, clock, submit, ids, cursor } = await fourJobs();
    await submit({ ...DRILL, tags: ['x'] });
    await store.change(ids[2] ?? '', cancelled({ atMs: clock.now(), keepForMs: DAY_MS }));
    await store.remove(ids[2] ?? '');
    const { body } = await api.get(`/v1/jobs?tag=x&limit=9&cursor=${cursor}`).expect(200);
    expect(idsOf(body)).toEqual([ids[1], ids[0]]);
  });

  it.each(['', 'tag=y&', 'tag=x&status=pending&', 'tag=x&sort=createdAt&', 'tag=x&tenant=*&'])(
    'is refused where it was not made for what is asked: %s',
    async (filters) => {
      const { api, cursor } = await fourJobs();
      const { body } = await api.get(`/v1/jobs?${filters}cursor=${cursor}`).expect(400);
      expect(body).toMatchObject({ code: 'cursor_invalid', errors: [{ parameter: 'cursor' }] });
    },
  );

  it('is of the same list in whichever order its filters are given', async () => {
    const { api } = await fourJobs();
    const list = '/v1/jobs?limit=1&status=running&status=pending';
    const { body } = await api.get(list).expect(200);
    const other = '/v1/jobs?status=pending&status=running&status=pending';
    const next = await api.get(`${other}&cursor=${body.nextCursor}`);
    expect(next.status).toBe(200);
  });

  it('is refused when it was changed, or made by somebody else', async () => {
    const { api, cursor } = await fourJobs();
    const [position = '', signature = ''] = cursor.split('.');
    const other = Buffer.from(JSON.stringify([1, 'x'])).toString('base64url');
    for (const forged of [
      `${other}.${signature}`,
      position,
      `${position}.`,
      `${cursor}A`,
      `${cursor}.A`,
      '.',
    ]) {
      const { body } = await api.get(`/v1/jobs?tag=x&cursor=${forged}`).expect(400);
      expect(body.code).toBe('cursor_invalid');
    }
  });

  it('comes as a link that keeps every filter', async () => {
    const { api } = await fourJobs();
    const { headers } = await api.get('/v1/jobs?tag=x&status=pending&status=running&limit=1');
    const address = /^<(?<address>[^>]+)>; rel="next"$/.exec(headers['link'] ?? '')?.groups;
    const next = new URL(address?.['address'] ?? '', 'http://x').searchParams;
    expect(next.getAll('status')).toEqual(['pending', 'running']);
    await api.get(address?.['address'] ?? '').expect(200);
  });
});

describe('DELETE /v1/jobs', () => {
  const HOUR_MS = 3_600_000;

  it('deletes what ended long enough ago, or only counts it', async () => {
    const { api, store, clock, submit } = testApp();
    const old = await submit();
    await store.change(old, cancelled({ atMs: clock.now(), keepForMs: DAY_MS }));
    clock.advance(24 * HOUR_MS);
    const pending = await submit();
    const address = '/v1/jobs?status=cancelled&status=failed&olderThanHours=24';
    expect((await api.delete(address).expect(200)).body).toMatchObject({ deleted: 0 });
    clock.advance(1);
    const { body } = await api.delete(`${address}&dryRun=true`).expect(200);
    expect(body).toEqual({ deleted: 1, more: false, dryRun: true });
    await api.get(`/v1/jobs/${old}`).expect(200);
    expect((await api.delete(address)).body).toEqual({ deleted: 1, more: false, dryRun: false });
    await api.get(`/v1/jobs/${old}`).expect(404);
    await api.get(`/v1/jobs/${pending}`).expect(200);
  });

  it.each([
    ['olderThanHours=1', 'status'],
    ['status=completed', 'olderThanHours'],
    ['status=running&olderThanHours=1', 'status'],
    ['status=completed&olderThanHours=-1', 'olderThanHours'],
    ['status=completed&olderThanHours=', 'olderThanHours'],
    ['status=completed&olderThanHours=%20', 'olderThanHours'],
    ['status=completed&olderThanHours=true', 'olderThanHours'],
    ['status=completed&olderThanHours=0x1', 'olderThanHours'],
  ])('refuses %s, for it would not be clear what may go', async (query, parameter) => {
    const { body } = await testApp().api.delete(`/v1/jobs?${query}`).expect(400);
    expect(body.errors[0]).toMatchObject({ parameter });
  });
});
