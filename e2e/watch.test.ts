import { startRedisServer } from '@pitwall/launcher';
import { eventually } from '@pitwall/test-kit';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';

import { aDrill, getJson, submit } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

afterEach(endAll);

/** Reads the events of a job to their end; `seen` is what has come so far. */
function follow(url: string) {
  const seen: { type: string; version: number }[] = [];
  const read = async () => {
    const decoder = new TextDecoder();
    let rest = '';
    const response = await fetch(url);
    for await (const chunk of response.body ?? []) {
      const frames = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const { type, data } = /event: (?<type>.+)\ndata: (?<data>.+)$/.exec(frame)?.groups ?? {};
        if (type && data) seen.push({ type, version: Number(JSON.parse(data).version) });
      }
    }
  };
  return { seen, ended: read() };
}

describe('who follows a job', () => {
  it('misses nothing while the connections to Redis are cut, and is let go when the API stops', async () => {
    const server = await startRedisServer({ persistence: 'none' });
    const redis = new Redis(server.url);
    const env = testEnv(server.url);
    const [api, worker] = [await start('api', env), await start('worker', env)];
    await eventually(async () => expect((await fetch(`${worker.url}/readyz`)).status).toBe(200));
    const id = await submit(api.url, aDrill({ seconds: 4, steps: 40 }));
    const { seen, ended } = follow(`${api.url}/v1/jobs/${id}/events`);
    for (const kind of ['pubsub', 'normal', 'pubsub'] as const) {
      const before = seen.length;
      await eventually(() => expect(seen.length).toBeGreaterThan(before + 2), 20_000);
      await redis.call('CLIENT', 'KILL', 'TYPE', kind, 'SKIPME', 'yes');
    }
    await ended;
    expect(seen.at(-1)?.type).toBe('end');
    expect(seen.at(-2)?.type).toBe('completed');
    const versions = seen.slice(0, -1).map(({ version }) => version);
    expect(versions).toEqual(versions.map((_, index) => (versions[0] ?? 0) + index));
    const found = (await getJson(`${api.url}/v1/jobs/${id}/incumbents`)) as {
      incumbents: object[];
    };
    // Reported four times a second; the last of all is the result.
    expect(found.incumbents.at(-1)).toMatchObject({ objective: expect.toSatisfy((n) => n > 30) });
    expect(await getJson(`${api.url}/v1/jobs/${id}/logs`)).toMatchObject({
      lines: [{ message: 'drill began' }],
    });
    const next = await submit(api.url, aDrill({ seconds: 600 }));
    const last = follow(`${api.url}/v1/jobs/${next}/events`);
    await eventually(() => expect(last.seen.length).toBeGreaterThan(0));
    expect(await end(api)).toBe(0);
    await last.ended;
    expect(last.seen.at(-1)?.type).toBe('reconnect');
    await end(worker, 'SIGKILL');
    await redis.quit();
    await server.stop();
  });
});
