import { afterEach, describe, expect, inject, it } from 'vitest';

import { aDrill, getJson, submit } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

afterEach(endAll);

const PAUSE = '/admin/queues/api/queues/jobs/pause';

describe('queue inspection', () => {
  it('shows the queue and its jobs, and changes nothing', async () => {
    const api = await start('api', testEnv(inject('redisUrl')));
    await submit(api.url, aDrill({ seconds: 0 }));
    const page = await fetch(`${api.url}/admin/queues/`);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await getJson(`${api.url}/admin/queues/api/queues`)).toMatchObject({
      queues: [{ name: 'jobs', counts: { prioritized: 1 }, readOnlyMode: true }],
    });
    expect((await fetch(api.url + PAUSE, { method: 'PUT' })).status).toBe(405);
    expect(await end(api)).toBe(0);
  });

  it('changes what it is asked to where that is allowed', async () => {
    const env = { ...testEnv(inject('redisUrl')), BULL_BOARD_WRITE: 'true' };
    const api = await start('api', env);
    expect((await fetch(api.url + PAUSE, { method: 'PUT' })).status).toBe(200);
    expect(await getJson(`${api.url}/admin/queues/api/queues`)).toMatchObject({
      queues: [{ isPaused: true }],
    });
    expect(await end(api)).toBe(0);
  });
});
