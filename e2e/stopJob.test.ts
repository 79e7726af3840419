import { afterEach, describe, expect, inject, it } from 'vitest';

import { aDrill, getJob, getJson, submit, until } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

afterEach(endAll);

function post(url: string, id: string, what: string): Promise<Response> {
  return fetch(`${url}/v1/jobs/${id}/${what}`, { method: 'POST' });
}

/** So many lineups, each unlike all others, that no machine finds them all in a test. */
function anEndlessPortfolio(): object {
  const drivers = Array.from({ length: 40 }, (_, index) => ({
    id: String(index + 1),
    name: `Driver ${index + 1}`,
    salary: 10_000 - 130 * index,
    projection: 60 - 1.1 * index + (index % 7),
  }));
  const input = { site: 'draftkings', drivers, lineups: 10_000, minUnique: 2, randomness: 0.4 };
  return { kind: 'portfolio', input };
}

describe('a stop', () => {
  it('ends a running drill and a running portfolio with the best they have', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const drill = await submit(api.url, aDrill({ seconds: 600, steps: 6_000 }));
    const portfolio = await submit(api.url, anEndlessPortfolio());
    const isUnderWay = expect.toSatisfy((progress) => progress > 0);
    for (const id of [drill, portfolio]) {
      await until(api.url, { id, is: { status: 'running', progress: isUnderWay } });
      expect((await post(api.url, id, 'stop')).status).toBe(202);
      const is = { status: 'completed', termination: 'user_stop' } as const;
      await until(api.url, { id, is });
      expect((await post(api.url, id, 'stop')).status).toBe(200);
    }
    const result = await getJson(`${api.url}/v1/jobs/${portfolio}/result`);
    expect(result).toMatchObject({ counts: { found: expect.toSatisfy((found) => found > 0) } });
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });

  it('is honoured by the worker that takes the job over', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, doomed] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, aDrill({ seconds: 600, steps: 6_000, mode: 'ignore_stop' }));
    const isUnderWay = expect.toSatisfy((progress) => progress > 0);
    await until(api.url, { id, is: { status: 'running', progress: isUnderWay } });
    expect((await post(api.url, id, 'stop')).status).toBe(202);
    await end(doomed, 'SIGKILL');
    const other = await start('worker', env);
    const is = { status: 'running', starts: 2, stopRequestedAt: expect.any(String) } as const;
    await until(api.url, { id, is, withinMs: 25_000 });
    await expect
      .poll(() => other.lines, { timeout: 5_000 })
      .toContainEqual(expect.objectContaining({ msg: 'job asked to finish', jobId: id }));
    await post(api.url, id, 'cancel');
    expect(await getJob(api.url, id)).toMatchObject({ status: 'cancelled' });
    expect(await end(other)).toBe(0);
    expect(await end(api)).toBe(0);
  });
});
