import { JobStatistics } from '@pitwall/contract';
import { completed, failed } from '@pitwall/job-state';
import { eventually } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { readEvents } from './eventReader.ts';
import { listening } from './listening.ts';
import { DAY_MS, FIRST_START, testApp } from './testApp.ts';

const KEEP = { keepForMs: DAY_MS };
const { fence } = FIRST_START;
const HOUR_MS = 3_600_000;

/** Two jobs done after a wait of ten seconds each and runs of one and two minutes, and one failed. */
async function setUp() {
  const app = testApp();
  const { api, store, clock, submit, start } = app;
  for (const seconds of [60, 120, undefined]) {
    const id = await submit();
    clock.advance(10_000);
    await start(id);
    clock.advance(1_000 * (seconds ?? 5));
    const atMs = clock.now();
    const error = { code: 'drill_failed', message: 'as asked' };
    const end = { fence, atMs, ...KEEP };
    await store.change(id, seconds ? completed({ ...end, result: 1 }) : failed({ ...end, error }));
  }
  const statsOf = async (query = '') =>
    JobStatistics.parse((await api.get(`/v1/stats${query}`).expect(200)).body);
  return { ...app, statsOf };
}

describe('GET /v1/stats', () => {
  it('tells how long jobs waited and ran within a tenth, and how many succeed', async () => {
    const { statsOf } = await setUp();
    const { kinds, total } = await statsOf();
    const drill = kinds['drill'];
    expect(drill).toMatchObject({ submitted: 3, completed: 2, failed: 1, cancelled: 0 });
    expect(drill?.successRate).toBe(0.666);
    const { waitingSeconds, solveSeconds } = drill ?? {};
    expect(waitingSeconds?.count).toBe(3);
    expect(Math.abs((waitingSeconds?.p50 ?? 0) - 10)).toBeLessThan(1);
    expect(solveSeconds?.count).toBe(2);
    expect(Math.abs((solveSeconds?.p50 ?? 0) - 60)).toBeLessThan(6);
    expect(Math.abs((solveSeconds?.p99 ?? 0) - 120)).toBeLessThan(12);
    expect(total).toEqual(drill);
  });

  it('tells what there is now, and how long the oldest has been waiting', async () => {
    const { statsOf, submit, clock } = await setUp();
    expect((await statsOf()).now).not.toHaveProperty('oldestPendingSeconds');
    await submit();
    clock.advance(7_000);
    await submit();
    const { now, store } = await statsOf();
    expect(now.byStatus).toMatchObject({ pending: 2, completed: 2, failed: 1 });
    expect(now.byKind['drill']).toEqual(now.byStatus);
    expect(now.oldestPendingSeconds).toBe(7);
    expect(store.usedBytes).toBeGreaterThan(0);
  });

  it('outlives the jobs, hour by hour, for as long as the window reaches', async () => {
    const { statsOf, store, clock } = await setUp();
    const { jobs } = await store.list({ limit: 9 });
    for (const { id } of jobs) await store.remove(id);
    clock.advance(5 * HOUR_MS);
    const { hours, from, to } = await statsOf('?window=7d');
    expect(hours).toHaveLength(7 * 24 + 1);
    expect(hours.filter(({ submitted }) => submitted > 0)).toEqual([
      { hour: '2026-02-15T18:00:00.000Z', submitted: 3, completed: 2, failed: 1, cancelled: 0 },
    ]);
    expect([from, to]).toEqual(['2026-02-08T23:00:00.000Z', new Date(clock.now()).toISOString()]);
    expect((await statsOf('?window=1h')).total.submitted).toBe(0);
    expect((await statsOf('?from=2026-02-15T18:30:00Z')).total.submitted).toBe(3);
    const before = await statsOf('?from=2026-02-15T10:00:00Z&to=2026-02-15T18:00:00Z');
    expect(before.total.submitted).toBe(0);
  });

  it('keeps to one tenant, or adds up all for who may see them', async () => {
    const { statsOf } = await setUp();
    expect((await statsOf('?tenant=other')).total.submitted).toBe(0);
    expect((await statsOf('?tenant=*')).total.submitted).toBe(3);
  });

  it.each([
    ['window=2h', 'window'],
    ['window=1h&from=2026-02-15T18:00:00Z', 'window'],
    ['from=2025-12-01T00:00:00Z', 'from'],
    ['from=2026-02-16T00:00:00Z', 'from'],
    ['to=2026-02-15T18:00:00Z', 'to'],
  ])('refuses %s and names the parameter', async (query, parameter) => {
    const { body } = await testApp().api.get(`/v1/stats?${query}`).expect(400);
    expect(body.errors[0]).toMatchObject({ parameter });
  });
});

describe('GET /metrics', () => {
  it('tells of requests by route, of submits, and of the queue', async () => {
    const { api, submit, clock } = await setUp();
    const id = await submit();
    clock.advance(30_000);
    await api.get(`/v1/jobs/${id}`);
    await api.get('/nowhere');
    const { text, headers } = await api.get('/metrics').expect(200);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    const has = (line: string) => expect(text.split('\n')).toContain(line);
    const count = 'pitwall_http_request_duration_seconds_count';
    has(`${count}{route="/v1/jobs",method="POST",code="202"} 4`);
    has(`${count}{route="/v1/jobs/:id",method="GET",code="200"} 1`);
    has(`${count}{route="none",method="GET",code="404"} 1`);
    has('pitwall_jobs_submitted_total{kind="drill"} 4');
    has('pitwall_jobs{status="pending"} 1');
    has('pitwall_queue_oldest_age_seconds 30');
    has('pitwall_store_up 1');
    expect(text).toMatch(/^pitwall_queue_depth\{state="waiting"\} 4$/m);
    expect(text).toMatch(/^pitwall_job_solve_seconds\{kind="drill",quantile="0.5"\} 5\d|6\d/m);
    expect(text).toMatch(/^pitwall_job_stored_bytes\{kind="drill",quantile="0.95"\} \d+$/m);
  });

  it('counts the event streams that are open', async () => {
    const { api, app, submit } = testApp();
    const { url } = await listening(app);
    const open = async () =>
      /^pitwall_sse_connections (\d+)$/m.exec((await api.get('/metrics')).text);
    const reader = await readEvents(`${url}/v1/jobs/${await submit()}/events`);
    await eventually(async () => expect((await open())?.[1]).toBe('1'));
    reader.leave();
    await eventually(async () => expect((await open())?.[1]).toBe('0'));
  });

  it('says so, and nothing of jobs, while the store is away', async () => {
    const { api, store } = await setUp();
    store.counts = () => Promise.reject(new Error('away'));
    const { text } = await api.get('/metrics').expect(200);
    expect(text).toMatch(/^pitwall_store_up 0$/m);
    expect(text).not.toMatch(/^pitwall_jobs\{/m);
  });
});

describe('the size of an input', () => {
  it('is bounded by its kind, and the refusal says how', async () => {
    const { api } = testApp();
    const large = { kind: 'drill', input: { seconds: 1, note: 'x'.repeat(2_000_000) } };
    const { body } = await api.post('/v1/jobs').send(large).expect(413);
    expect(body).toMatchObject({
      code: 'payload_too_large',
      detail: expect.stringMatching(/that of a drill may take 2000000$/),
      errors: [{ pointer: '#/input' }],
    });
  });

  it('does not count what stands beside it', async () => {
    const { api } = testApp();
    const body = `${JSON.stringify({ kind: 'drill', input: { seconds: 1 } })}${' '.repeat(2_000_100)}`;
    const { status } = await api
      .post('/v1/jobs')
      .set('Content-Type', 'application/json')
      .send(body);
    expect(status).toBe(202);
  });

  it('is shown with the job, as is that of its result', async () => {
    const { api, store, clock, submit, start } = testApp();
    const id = await submit();
    await start(id);
    await store.change(id, completed({ fence, atMs: clock.now(), result: [1, 2], ...KEEP }));
    const { body } = await api.get(`/v1/jobs/${id}`).expect(200);
    expect(body).toMatchObject({ inputBytes: expect.any(Number), resultBytes: 5 });
    expect(body.storedBytes).toBe(body.inputBytes + 5);
  });
});
