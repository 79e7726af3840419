import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

import { eventually } from '@pitwall/test-kit';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

import { aDrill, getJson, submit, until } from './http.ts';
import { end, endAll, start, testEnv } from './processes.ts';

type Message = { type: string; data: { id: string; status: string } };

const state = { isDown: false };
let received: { headers: Record<string, string>; body: string }[] = [];
let receiver: Server;
let url = '';

beforeEach(async () => {
  received = [];
  state.isDown = false;
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (!state.isDown) {
        const headers = request.headers as Record<string, string>;
        received.push({ headers, body: Buffer.concat(chunks).toString() });
      }
      response.writeHead(state.isDown ? 503 : 204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  url = `http://127.0.0.1:${(receiver.address() as { port: number }).port}/`;
});
afterEach(async () => {
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  await endAll();
});

const allowed = { WEBHOOK_ALLOW_HTTP: 'true', WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' };

async function hook(api: string, wish: object): Promise<{ id: string; secret: string }> {
  const response = await fetch(`${api}/v1/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: string; secret: string };
}

const messages = () => received.map(({ body }) => JSON.parse(body) as Message);

describe('a webhook', () => {
  it('is told, signed, of a job from its submit to its end', async () => {
    const env = { ...testEnv(inject('redisUrl')), ...allowed };
    const [api, worker] = [await start('api', env), await start('worker', env)];
    const { id: webhookId, secret } = await hook(api.url, { url });
    const id = await submit(api.url, aDrill({ seconds: 0.1 }));
    await eventually(() => expect(received).toHaveLength(3), 10_000);
    for (const { headers, body } of received) new Verifier(secret).verify(body, headers);
    const types = messages().map(({ type }) => type);
    expect(new Set(types)).toEqual(new Set(['job.submitted', 'job.started', 'job.completed']));
    expect(messages().every(({ data }) => data.id === id)).toBe(true);
    const log = await getJson(`${api.url}/v1/webhooks/${webhookId}/deliveries`);
    expect(log).toMatchObject({
      deliveries: [{ status: 'delivered' }, { status: 'delivered' }, { status: 'delivered' }],
    });
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    expect(metrics).toContain('pitwall_webhook_deliveries_total{outcome="delivered"} 3');
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });

  it('is told of what happened while no API ran, and once only', async () => {
    const env = { ...testEnv(inject('redisUrl')), ...allowed };
    const [api, worker] = [await start('api', env), await start('worker', env)];
    await hook(api.url, { url, events: ['job.completed'] });
    const ids = await Promise.all(
      Array.from({ length: 10 }, () => submit(api.url, aDrill({ seconds: 0.5 }))),
    );
    await end(api, 'SIGKILL');
    await eventually(async () => {
      const left = worker.lines.filter(({ msg }) => msg === 'job left this worker');
      expect(left).toHaveLength(10);
    }, 20_000);
    const replicas = [await start('api', env), await start('api', env)];
    await eventually(() => {
      expect(new Set(messages().map(({ data }) => data.id))).toEqual(new Set(ids));
    }, 30_000);
    const webhookIds = received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(webhookIds).size).toBe(10);
    for (const replica of replicas) expect(await end(replica)).toBe(0);
    expect(await end(worker)).toBe(0);
  });

  it('gets what it could not take when it is back, and jobs do not wait for it', async () => {
    const env = { ...testEnv(inject('redisUrl')), ...allowed };
    const [api, worker] = [await start('api', env), await start('worker', env)];
    await hook(api.url, { url, events: ['job.completed'] });
    state.isDown = true;
    const id = await submit(api.url, aDrill({ seconds: 0.1 }));
    await until(api.url, { id, is: { status: 'completed' } });
    state.isDown = false;
    await eventually(() => expect(messages()).toMatchObject([{ data: { id } }]), 15_000);
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });

  it('that leads to this machine is refused where nobody has allowed it', async () => {
    const api = await start('api', testEnv(inject('redisUrl')));
    const response = await fetch(`${api.url}/v1/webhooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url }),
    });
    expect(response.status).toBe(400);
    expect(await end(api)).toBe(0);
  });
});
