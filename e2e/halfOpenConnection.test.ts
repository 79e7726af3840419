import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

import { eventually } from '@pitwall/test-kit';
import { afterEach, expect, inject, it } from 'vitest';

import { aDrill, submit, until } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

afterEach(endAll);

/** Stands between the service and Redis, and can swallow what goes over the connections there are. */
async function startProxy(target: URL) {
  const pairs: [Socket, Socket][] = [];
  const server = createServer((client) => {
    const redis = connect(Number(target.port), target.hostname);
    pairs.push([client, redis]);
    client.pipe(redis).pipe(client);
    for (const [one, other] of [
      [client, redis],
      [redis, client],
    ] as const) {
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    swallow: () => {
      for (const [client, redis] of pairs) {
        client.unpipe(redis);
        redis.unpipe(client);
        client.resume();
        redis.resume();
      }
    },
    stop: () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      server.close();
    },
  };
}

it('goes on over new connections when those it has are dead and nobody said so', async () => {
  const proxy = await startProxy(new URL(inject('redisUrl')));
  const env = testEnv(proxy.url);
  const [api, worker] = [await start('api', env), await start('worker', env)];
  await eventually(async () => expect((await fetch(`${api.url}/ready`)).status).toBe(200));
  proxy.swallow();
  await eventually(async () => expect((await fetch(`${api.url}/ready`)).status).toBe(200), 30_000);
  const id = await submit(api.url, aDrill({ seconds: 0 }));
  await until(api.url, { id, is: { status: 'completed' }, withinMs: 30_000 });
  expect(await end(worker)).toBe(0);
  expect(await end(api)).toBe(0);
  proxy.stop();
}, 90_000);
