import { inject } from 'vitest';
import { describe, expect, it } from 'vitest';

import { readServiceConfig } from '../../src/config.ts';
import { chooseDemoStore, chooseStore } from '../../src/service/chooseStore.ts';

const NOBODY = 'redis://user:secret@127.0.0.1:1';
const answering = inject('redisUrl');

describe('chooseStore', () => {
  it('takes Redis as it is told to, whether it answers or not', async () => {
    const config = readServiceConfig({ REDIS_URL: NOBODY });
    expect(await chooseStore(config, 'redis')).toEqual({
      store: 'redis',
      shown: 'redis://127.0.0.1:1',
    });
  });

  it('takes Redis on auto when it answers, else memory, and shows no password', async () => {
    const found = await chooseStore(readServiceConfig({ REDIS_URL: answering }), 'auto');
    expect(found.store).toBe('redis');
    expect(await chooseStore(readServiceConfig({ REDIS_URL: NOBODY }), 'auto')).toEqual({
      store: 'memory',
      why: 'no Redis answers at redis://127.0.0.1:1',
    });
  });
});

describe('chooseDemoStore', () => {
  it('prefers REDIS_URL to a server on the PATH', async () => {
    const config = readServiceConfig({ REDIS_URL: answering, PATH: process.env['PATH'] });
    expect((await chooseDemoStore(config)).store).toBe('redis');
  });

  it('runs a server found on the PATH where REDIS_URL is not set', async () => {
    const config = readServiceConfig({ PATH: process.env['PATH'] });
    expect(await chooseDemoStore(config)).toMatchObject({
      store: 'private redis',
      binary: expect.stringMatching(/redis-server|valkey-server/),
    });
  });

  it('falls back to memory, unless Redis was asked for', async () => {
    expect((await chooseDemoStore(readServiceConfig({ PATH: '/nowhere' }))).store).toBe('memory');
    const asked = readServiceConfig({ STORE: 'redis', REDIS_URL: NOBODY });
    await expect(chooseDemoStore(asked)).rejects.toThrow('no Redis answers at redis://127.0.0.1:1');
  });
});
