import { eventually } from '@pitwall/test-kit';
import { afterEach, expect, inject, it } from 'vitest';

import { aDrill, getJob, submit, until } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

afterEach(endAll);

const PRIORITIES = ['urgent', 'high', 'normal', 'low'];

it('a rolling restart of four workers under load fails no job and counts no attempt', async () => {
  const env = { ...testEnv(inject('redisUrl')), SHUTDOWN_GRACE_SECONDS: '2' };
  const api = await start('api', env);
  const fleet = await Promise.all([1, 2, 3, 4].map(() => start('worker', env)));
  const ids: string[] = [];
  for (let count = 0; count < 40; count += 1) {
    const drill = aDrill({ seconds: 1 + (count % 5), steps: 40 });
    ids.push(await submit(api.url, { ...drill, priority: PRIORITIES[count % 4] }));
  }
  await eventually(async () => {
    const counts = await (await fetch(`${api.url}/v1/jobs/counts`)).json();
    expect(counts).toMatchObject({ running: 8 });
  });
  for (const old of fleet) {
    const replacement = await start('worker', env);
    expect(await end(old)).toBe(0);
    const said = old.lines.find(({ msg }) => msg === 'jobs have left this worker');
    expect(said).toMatchObject({ clean: true, jobs: expect.any(Object) });
    fleet[fleet.indexOf(old)] = replacement;
  }
  for (const id of ids) {
    await until(api.url, {
      id,
      is: { status: 'completed', attempt: 1, lostStarts: 0 },
      withinMs: 60_000,
    });
  }
  const jobs = await Promise.all(ids.map((id) => getJob(api.url, id)));
  expect(Math.max(...jobs.map(({ starts }) => starts))).toBeGreaterThan(1);
  for (const worker of fleet) expect(await end(worker)).toBe(0);
  expect(await end(api)).toBe(0);
}, 120_000);

it('a released job is picked up by an idle worker within a second, whatever its priority', async () => {
  const env = { ...testEnv(inject('redisUrl')), SHUTDOWN_GRACE_SECONDS: '1' };
  const [api, old] = [await start('api', env), await start('worker', env)];
  const id = await submit(api.url, { ...aDrill({ seconds: 60, steps: 600 }), priority: 'low' });
  await until(api.url, { id, is: { status: 'running' } });
  const idle = await start('worker', env);
  await eventually(async () => expect((await fetch(`${idle.url}/ready`)).status).toBe(200));
  expect(await end(old)).toBe(0);
  await until(api.url, { id, is: { status: 'running', starts: 2 }, withinMs: 1_000 });
  await fetch(`${api.url}/v1/jobs/${id}/cancel`, { method: 'POST' });
  expect(await end(idle)).toBe(0);
  expect(await end(api)).toBe(0);
});
