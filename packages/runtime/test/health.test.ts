import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

import { FakeClock } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { Health, type HealthCheck, tcpCheck, withTimeLimit } from '../src/index.ts';

function healthWith(...checks: HealthCheck[]): Health {
  return new Health({ version: '1', clock: new FakeClock(), checks, isDraining: () => false });
}

describe('readiness', () => {
  it('depends on a TCP server that accepts connections', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const health = healthWith(tcpCheck({ name: 'db', host: '127.0.0.1', port }));
    expect(await health.answer('/ready')).toMatchObject({ status: 200 });
    server.close();
    await once(server, 'close');
    expect(await health.answer('/ready')).toMatchObject({
      status: 503,
      body: { checks: { db: { status: 'down', reason: expect.stringContaining('ECONNREFUSED') } } },
    });
  });

  it('knows only its own addresses', async () => {
    expect(await healthWith().answer('/healthy')).toBeUndefined();
  });
});

describe('a time limit', () => {
  it('rejects what takes longer, and passes on what does not', async () => {
    await expect(withTimeLimit(new Promise(() => {}), 5)).rejects.toThrow('no answer within 5 ms');
    expect(await withTimeLimit(Promise.resolve('in time'), 5_000)).toBe('in time');
  });
});
