import { ModelResult } from '@pitwall/contract';
import { aHardModel } from '@pitwall/test-kit';
import { afterEach, describe, expect, inject, it } from 'vitest';

import { getJob, getJson, submit, until } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

afterEach(endAll);

const ROWS = 400;
const COLUMNS = 10_000;

/** Small as a file, and the solver needs about 180 MB for it before it has found much. */
function aWideModel(): object {
  const lines = ['ROWS', ' N cost'];
  for (let row = 0; row < ROWS; row += 1) lines.push(` G r${row}`);
  lines.push('COLUMNS', " M 'MARKER' 'INTORG'");
  for (let column = 0; column < COLUMNS; column += 1) {
    lines.push(` x${column} cost ${1 + (column % 89)}`, ...entriesOf(column));
  }
  lines.push(" M 'MARKER' 'INTEND'", 'RHS');
  for (let row = 0; row < ROWS; row += 1) lines.push(` rhs r${row} ${1_000 + row}`);
  return { kind: 'model', input: { format: 'mps', model: [...lines, 'ENDATA', ''].join('\n') } };
}

function entriesOf(column: number): string[] {
  const rows = new Set<number>();
  for (let at = 0; at < 17; at += 1)
    rows.add((column * 31 + at * at * 25 + at * (column % 7)) % ROWS);
  return [...rows].map((row, at) => ` x${column} r${row} ${1 + ((column * 7 + at * 13) % 97)}`);
}

const SMALL = {
  kind: 'model',
  input: {
    format: 'mps',
    model: 'ROWS\n N cost\n G need\nCOLUMNS\n x cost 2 need 1\nRHS\n r need 3 cost -1\nENDATA\n',
  },
};

function post(url: string, id: string, what: string): Promise<Response> {
  return fetch(`${url}/v1/jobs/${id}/${what}`, { method: 'POST' });
}

describe('a model', () => {
  it('is solved by a worker, checked, and can be fetched', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, SMALL);
    await until(api.url, { id, is: { status: 'completed', termination: 'optimal' } });
    const result = ModelResult.parse(await getJson(`${api.url}/v1/jobs/${id}/result`));
    expect(result).toMatchObject({
      objective: 7,
      bound: 7,
      variables: [{ name: 'x', value: 3, reducedCost: 0 }],
      constraints: [{ name: 'need', value: 3, dual: 2 }],
    });
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });

  it('shows its best so far and its log while it runs, and can be stopped', async () => {
    const env = testEnv(inject('redisUrl'));
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const id = await submit(api.url, aHardModel());
    const found = { status: 'running', incumbent: expect.anything() } as const;
    await until(api.url, { id, is: { ...found, currentStep: expect.stringMatching(/bound/) } });
    const { incumbents } = (await getJson(`${api.url}/v1/jobs/${id}/incumbents`)) as {
      incumbents: object[];
    };
    expect(incumbents[0]).toMatchObject({
      objective: expect.any(Number),
      value: expect.anything(),
    });
    const logs = JSON.stringify(await getJson(`${api.url}/v1/jobs/${id}/logs`));
    expect(logs).toContain('Solving MIP model');
    expect((await post(api.url, id, 'stop')).status).toBe(202);
    await until(api.url, { id, is: { status: 'completed', termination: 'user_stop' } });
    const result = ModelResult.parse(await getJson(`${api.url}/v1/jobs/${id}/result`));
    expect(result.gap).toBeGreaterThan(0);
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });

  it('that needs too much memory fails alone, and the worker goes on', async () => {
    const env = { ...testEnv(inject('redisUrl')), WORKER_CONCURRENCY: '1', JOB_MEMORY_MB: '96' };
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const [wide, small] = [await submit(api.url, aWideModel()), await submit(api.url, SMALL)];
    const is = {
      status: 'failed',
      error: expect.objectContaining({ code: 'out_of_memory' }),
    } as const;
    await until(api.url, { id: wide, is, withinMs: 40_000 });
    await until(api.url, { id: small, is: { status: 'completed' } });
    expect(await getJob(api.url, small)).toMatchObject({ lostStarts: 0 });
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });
});
