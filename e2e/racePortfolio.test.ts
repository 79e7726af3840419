import { eventually } from '@pitwall/test-kit';
import { afterEach, expect, inject, it } from 'vitest';

import { getJob, submit, until } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

afterEach(endAll);

/** A whole field, and races enough for the selection to take a while. */
const TAIL = {
  kind: 'portfolio',
  input: {
    site: 'draftkings',
    objective: 'tail',
    lineups: 100,
    minUnique: 2,
    maxExposure: 0.6,
    scenarios: { count: 20_000, laps: 200, trackType: 'intermediate' },
    opponents: 2_000,
    drivers: Array.from({ length: 30 }, (_, index) => ({
      id: String(index),
      name: `Driver ${index}`,
      salary: 10_500 - 100 * Math.floor((60 * index) / 30),
      projection: 47 - (42 * index) / 30 + 4 * Math.sin(index),
      team: `Team ${index % 8}`,
    })),
  },
};

async function resultOf(url: string, id: string): Promise<object> {
  const result = (await (await fetch(`${url}/v1/jobs/${id}/result`)).json()) as object;
  return { ...result, timings: undefined, solveMs: undefined };
}

it('a portfolio by races goes on elsewhere after a deploy, and is the same byte for byte', async () => {
  const env = { ...testEnv(inject('redisUrl')), SHUTDOWN_GRACE_SECONDS: '1' };
  const [api, old] = [await start('api', env), await start('worker', env)];
  const id = await submit(api.url, TAIL);
  await eventually(async () => {
    const { currentStep } = await getJob(api.url, id);
    expect(currentStep).toMatch(/selecting/);
  }, 60_000);
  expect(await end(old)).toBe(0);
  const next = await start('worker', { ...env, WORKER_CONCURRENCY: '1', JOB_THREADS: '2' });
  await until(api.url, {
    id,
    is: { status: 'completed', attempt: 1, lostStarts: 0 },
    withinMs: 60_000,
  });
  const { starts } = await getJob(api.url, id);
  const again = await submit(api.url, TAIL);
  await until(api.url, { id: again, is: { status: 'completed', starts: 1 }, withinMs: 60_000 });
  expect(starts).toBe(2);
  expect(await resultOf(api.url, id)).toEqual(await resultOf(api.url, again));
  expect(await end(next)).toBe(0);
  expect(await end(api)).toBe(0);
}, 180_000);

it('a portfolio by races has lineups to hand in long before it is done', async () => {
  const env = testEnv(inject('redisUrl'));
  const [api, worker] = [await start('api', env), await start('worker', env)];
  const id = await submit(api.url, {
    ...TAIL,
    input: { ...TAIL.input, scenarios: { ...TAIL.input.scenarios, count: 100_000 } },
  });
  await eventually(async () => {
    const { incumbents } = (await (await fetch(`${api.url}/v1/jobs/${id}/incumbents`)).json()) as {
      incumbents: { value: { found: number; lineups: object[] } }[];
    };
    expect(incumbents.at(-1)?.value).toMatchObject({ found: 100 });
    expect(incumbents.at(-1)?.value.lineups).toHaveLength(100);
  }, 60_000);
  await fetch(`${api.url}/v1/jobs/${id}/stop`, { method: 'POST' });
  await until(api.url, {
    id,
    is: { status: 'completed', termination: 'user_stop' },
    withinMs: 10_000,
  });
  expect(await resultOf(api.url, id)).toMatchObject({ counts: { asked: 100, found: 100 } });
  expect(await end(worker)).toBe(0);
  expect(await end(api)).toBe(0);
}, 120_000);
