import { completed, failed, MemoryJobStore } from '@pitwall/job-state';
import { describe, expect, it } from 'vitest';

import { DAY_MS, FIRST_START, testApp } from './testApp.ts';

const KEEP = { keepForMs: 7 * DAY_MS };
const { fence } = FIRST_START;

describe('GET /v1/jobs/{id}', () => {
  it('shows the job, and says when to look again until it has ended', async () => {
    const { api, store, clock, submit, start } = testApp();
    const id = await submit();
    await start(id);
    const running = await api.get(`/v1/jobs/${id}`).expect(200).expect('Retry-After', '1');
    expect(running.body).toMatchObject({ status: 'running', workerId: 'worker-a' });
    await store.change(id, completed({ fence, atMs: clock.now(), result: 1, ...KEEP }));
    const ended = await api.get(`/v1/jobs/${id}`).expect(200);
    expect(ended.headers).not.toHaveProperty('retry-after');
    expect(ended.body.links.result).toBe(`/v1/jobs/${id}/result`);
  });

  it('answers 404 for an id nobody has', async () => {
    const { api } = testApp();
    const { body } = await api.get('/v1/jobs/nobody').expect(404);
    expect(body).toMatchObject({ code: 'job_not_found', title: 'No such job' });
  });
});

describe('an id that is no ULID', () => {
  it.each(['01KHH92420FPQ1DFDX6VP93W99:events', 'x', '__proto__', '%7Bpitwall%7D'])(
    'is nobody’s, and never reaches the store: %s',
    async (id) => {
      const store = new MemoryJobStore();
      store.find = () => Promise.reject(new Error('WRONGTYPE'));
      const { api } = testApp({ store });
      for (const path of ['', '/result', '/result.csv']) {
        expect((await api.get(`/v1/jobs/${id}${path}`)).status).toBe(404);
      }
      expect((await api.post(`/v1/jobs/${id}/cancel`)).status).toBe(404);
    },
  );
});

describe('GET /v1/jobs/{id}/result', () => {
  it('is the bare result of a completed job', async () => {
    const { api, store, clock, submit, start } = testApp();
    const id = await submit();
    await start(id);
    const result = { termination: 'optimal', stepsDone: 10, stepsResumed: 0 };
    await store.change(id, completed({ fence, atMs: clock.now(), result, ...KEEP }));
    const { body } = await api.get(`/v1/jobs/${id}/result`).expect(200);
    expect(body).toEqual(result);
  });

  it('answers 409 while the job has not ended, and when it ended without one', async () => {
    const { api, store, clock, submit, start } = testApp();
    const id = await submit();
    const pending = await api.get(`/v1/jobs/${id}/result`).expect(409);
    expect(pending.body).toMatchObject({ code: 'job_not_finished' });
    await start(id);
    const error = { code: 'out_of_memory', message: 'The job needed more than 64 MB' };
    await store.change(id, failed({ fence, atMs: clock.now(), error, ...KEEP }));
    const ended = await api.get(`/v1/jobs/${id}/result`).expect(409);
    expect(ended.body).toMatchObject({
      code: 'job_has_no_result',
      detail: `Job ${id} is failed: The job needed more than 64 MB`,
    });
  });

  it('answers 410 from the moment it expires, whether or not it is deleted by then', async () => {
    const { api, store, clock, submit, start } = testApp();
    const id = await submit();
    await start(id);
    await store.change(id, completed({ fence, atMs: clock.now(), result: 1, ...KEEP }));
    clock.advance(KEEP.keepForMs - 1);
    await api.get(`/v1/jobs/${id}/result`).expect(200);
    clock.advance(1);
    await api.get(`/v1/jobs/${id}/result`).expect(410);
    await store.expire({ atMs: clock.now(), historyForMs: DAY_MS, limit: 10 });
    const { body } = await api.get(`/v1/jobs/${id}/result`).expect(410);
    expect(body).toMatchObject({ code: 'result_expired' });
    const job = await api.get(`/v1/jobs/${id}`).expect(200);
    expect(job.body).toMatchObject({ status: 'completed', expired: true });
  });

  it.each(['logs', 'incumbents'])('answers 410 for its %s from the same moment', async (what) => {
    const { api, store, clock, submit, start } = testApp();
    const id = await submit();
    await start(id);
    await store.change(id, completed({ fence, atMs: clock.now(), result: 1, ...KEEP }));
    clock.advance(KEEP.keepForMs - 1);
    await api.get(`/v1/jobs/${id}/${what}`).expect(200);
    clock.advance(1);
    const { body } = await api.get(`/v1/jobs/${id}/${what}`).expect(410);
    expect(body).toMatchObject({ code: 'job_expired' });
  });
});

async function withResult(result: unknown, kind = 'portfolio') {
  const { api, store, clock, submit, start } = testApp();
  const id = await submit(
    kind === 'drill' ? undefined : { kind, input: { ...SMALLEST_PORTFOLIO } },
  );
  await start(id);
  await store.change(id, completed({ fence, atMs: clock.now(), result, ...KEEP }));
  return { api, address: `/v1/jobs/${id}/result.csv` };
}

describe('GET /v1/jobs/{id}/result.csv', () => {
  const portfolio = {
    termination: 'optimal',
    site: 'draftkings',
    lineups: [{ drivers: ['1', '2', '3', '4', '5', '6'], salary: 48_000, projection: 250 }],
    exposures: Array.from({ length: 6 }, (_, i) => ({
      id: String(i + 1),
      name: `Driver ${i + 1}`,
      lineups: 1,
      share: 1,
    })),
    counts: { asked: 1, found: 1 },
    projectionSource: 'given',
    solveMs: 1,
  };

  it('is the upload file of the site unless another format is asked for', async () => {
    const { api, address } = await withResult(portfolio);
    const upload = await api
      .get(address)
      .expect(200)
      .expect('Content-Type', /^text\/csv/);
    expect(upload.text.split(/\r?\n/).slice(0, 2)).toEqual([
      'D,D,D,D,D,D',
      'Driver 1 (1),Driver 2 (2),Driver 3 (3),Driver 4 (4),Driver 5 (5),Driver 6 (6)',
    ]);
    const plain = await api.get(`${address}?format=plain`).expect(200);
    expect(plain.text).toMatch(/^lineup,driver1/);
    expect(upload.headers['content-disposition']).toMatch(/^attachment; filename="?\w+\.csv"?$/);
  });

  it('refuses an unknown format, naming the parameter', async () => {
    const { api, address } = await withResult(portfolio);
    const { body } = await api.get(`${address}?format=xls`).expect(400);
    expect(body.errors).toEqual([{ parameter: 'format', detail: expect.any(String) }]);
  });

  it('answers 409 for a job that makes no lineups', async () => {
    const { api, address } = await withResult({ termination: 'optimal' }, 'drill');
    const { body } = await api.get(address).expect(409);
    expect(body).toMatchObject({ code: 'result_has_no_lineups' });
  });
});

const SMALLEST_PORTFOLIO = {
  site: 'draftkings',
  lineups: 1,
  drivers: [{ id: '1', name: 'A', salary: 5_000, projection: 1 }],
};

describe('GET /v1/jobs', () => {
  it('pages from the newest to the oldest by its cursor and its link', async () => {
    const { api, submit } = testApp();
    const ids = [await submit(), await submit(), await submit()];
    const first = await api.get('/v1/jobs?limit=2&kind=drill').expect(200);
    expect(idsOf(first.body)).toEqual([ids[2], ids[1]]);
    const next = /^<(?<address>[^>]+)>; rel="next"$/.exec(first.headers['link'] ?? '')?.groups;
    const second = await api.get(next?.['address'] ?? '').expect(200);
    expect(idsOf(second.body)).toEqual([ids[0]]);
    expect(second.body).not.toHaveProperty('nextCursor');
    expect(new URL(next?.['address'] ?? '', 'http://x').searchParams.get('cursor')).toBe(
      first.body.nextCursor,
    );
  });

  it('filters by status, kind and slate', async () => {
    const { api, submit, start } = testApp();
    const running = await submit();
    await start(running);
    await submit();
    expect(idsOf((await api.get('/v1/jobs?status=running')).body)).toEqual([running]);
    expect(idsOf((await api.get('/v1/jobs?kind=portfolio')).body)).toEqual([]);
    expect(idsOf((await api.get('/v1/jobs?slateId=none')).body)).toEqual([]);
  });

  it.each(['status=sleeping', 'limit=0', 'limit=x', 'cursor=nonsense', 'colour=red'])(
    'refuses %s and names the parameter',
    async (query) => {
      const { api } = testApp();
      const { body } = await api.get(`/v1/jobs?${query}`).expect(400);
      expect(body.errors[0].parameter).toBe(query.split('=')[0]);
    },
  );

  it('counts the jobs of each status', async () => {
    const { api, submit, start } = testApp();
    await start(await submit());
    await submit();
    const { body } = await api.get('/v1/jobs/counts').expect(200);
    expect(body).toMatchObject({ pending: 1, running: 1, completed: 0 });
  });
});

function idsOf(body: { jobs: { id: string }[] }): string[] {
  return body.jobs.map((job) => job.id);
}
