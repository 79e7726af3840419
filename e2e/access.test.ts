import { eventually } from '@pitwall/test-kit';
import { afterEach, describe, expect, inject, it } from 'vitest';

import { end, endAll, type Running, start, testEnv } from './processes.ts';

afterEach(endAll);

const status = async (url: string, key?: string): Promise<number> => {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  return (await fetch(`${url}/v1/me`, { headers })).status;
};

async function createKey({ url }: Running): Promise<{ id: string; key: string }> {
  const response = await fetch(`${url}/v1/api-keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'first', scopes: ['admin:keys', 'admin:queues'] }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: string; key: string };
}

describe('an API without any key', () => {
  it('listens to this machine only, and says why and what to do', async () => {
    const api = await start('api', { ...testEnv(inject('redisUrl')), HOST: '0.0.0.0' });
    expect(api.lines.find(({ msg }) => msg === 'listening')).toMatchObject({ host: '127.0.0.1' });
    expect(api.lines.map(({ msg }) => msg)).toContainEqual(
      expect.stringMatching(/there is no API key, .*ADMIN_API_KEY/),
    );
    expect(await status(api.url)).toBe(200);
    expect(await end(api)).toBe(0);
  });

  it('listens where it is told to with ADMIN_API_KEY, and asks for it', async () => {
    const admin = 'a'.repeat(40);
    const env = { ...testEnv(inject('redisUrl')), HOST: '0.0.0.0', ADMIN_API_KEY: admin };
    const api = await start('api', env);
    expect(api.lines.find(({ msg }) => msg === 'listening')).toMatchObject({ host: '0.0.0.0' });
    expect(await status(api.url)).toBe(401);
    expect(await status(api.url, admin)).toBe(200);
    expect(await end(api)).toBe(0);
  });

  it('is closed while nobody knows whether there is one', async () => {
    const api = await start('api', testEnv('redis://127.0.0.1:1'));
    expect(await status(api.url)).toBe(503);
    expect((await fetch(`${api.url}/livez`)).status).toBe(200);
    expect(await end(api)).toBe(0);
  });
});

describe('a key', () => {
  it('is needed and known in every process, revoked in all within five seconds, never logged', async () => {
    const env = testEnv(inject('redisUrl'));
    const [one, two] = [await start('api', env), await start('api', env)];
    expect(await status(two.url)).toBe(200);
    const { id, key } = await createKey(one);
    expect(await status(one.url)).toBe(401);
    await eventually(async () => expect(await status(two.url)).toBe(401), 5_000);
    expect(await status(two.url, key)).toBe(200);
    const basic = Buffer.from(`me:${key}`).toString('base64');
    const board = { headers: { authorization: `Basic ${basic}` } };
    expect((await fetch(`${two.url}/admin/queues/api/queues`, board)).status).toBe(200);
    await fetch(`${one.url}/v1/api-keys/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${key}` },
    });
    expect(await status(one.url, key)).toBe(401);
    await eventually(async () => expect(await status(two.url, key)).toBe(401), 5_000);
    for (const api of [one, two]) {
      const log = JSON.stringify([api.lines, api.stderr]);
      expect(log).not.toContain(key);
      expect(log).not.toContain(basic);
      expect(await end(api)).toBe(0);
    }
  });
});
