import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { PitwallClient, verifyWebhook } from '@pitwall/client';
import type { WebhookMessage } from '@pitwall/contract';
import { eventually } from '@pitwall/test-kit';
import { afterEach, describe, expect, inject, it } from 'vitest';

import { end, endAll, type Running, start, testEnv } from './processes.ts';

afterEach(endAll);

const aDrill = (seconds: number, steps = 10) => ({ kind: 'drill', input: { seconds, steps } });

async function startBoth(more: Record<string, string> = {}) {
  const env = { ...testEnv(inject('redisUrl')), ...more };
  const [api, worker] = [await start('api', env), await start('worker', env)];
  return { env, api, worker, client: new PitwallClient({ baseUrl: api.url }) };
}

async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const requestsFor = ({ lines }: Running, path: string) =>
  lines.filter(({ req }) => (req as { url?: string } | undefined)?.url === path);

describe('the client', () => {
  it('waits for the end with one request, and pages through what there is', async () => {
    const { api, worker, client } = await startBoth();
    const { id } = await client.submit(aDrill(2));
    expect((await client.waitForEnd(id)).status).toBe('completed');
    const results = await client.submitBatch(Array.from({ length: 5 }, () => aDrill(0)));
    const ids = results.map((result) => 'job' in result && result.job.id);
    const found: string[] = [];
    for await (const job of client.listAll({ limit: 2, sort: 'createdAt' })) found.push(job.id);
    expect(new Set(found)).toEqual(new Set([id, ...ids]));
    expect(found).toHaveLength(6);
    const lines = await allOf(client.logs(id));
    expect(lines).toMatchObject([{ message: 'drill began' }]);
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
    expect(requestsFor(api, `/v1/jobs/${id}`)).toHaveLength(1);
  });

  it('watches a job to its end while the API is restarted, and misses nothing', async () => {
    const { env, api, worker, client } = await startBoth();
    const { id } = await client.submit(aDrill(8, 40));
    const seen: { type: string; version: number }[] = [];
    const restarted: Promise<Running>[] = [];
    const restart = async () => {
      expect(await end(api)).toBe(0);
      return await start('api', { ...env, PORT: new URL(api.url).port });
    };
    for await (const { type, data } of client.watch(id)) {
      if ('version' in data) seen.push({ type, version: data.version });
      if (seen.length === 5) restarted.push(restart());
    }
    const versions = seen.map(({ version }) => version);
    expect(versions).toEqual(versions.map((_, index) => (versions[0] ?? 0) + index));
    expect(seen.at(-1)?.type).toBe('completed');
    const again = await allOf(client.watch(id));
    expect(again.map(({ type }) => type)).toEqual(['snapshot', 'end']);
    const known = again.at(-1)?.id;
    expect(await allOf(client.watch(id, { lastEventId: known }))).toEqual([]);
    expect(await end(worker)).toBe(0);
    expect(restarted).toHaveLength(1);
    for (const second of await Promise.all(restarted)) expect(await end(second)).toBe(0);
  });

  it('waits for the end while the API is away', async () => {
    const { env, api, worker, client } = await startBoth();
    const { id } = await client.submit(aDrill(3));
    const progress: number[] = [];
    const ended = client.waitForEnd(id, { onUpdate: (job) => progress.push(job.progress) });
    await eventually(() => expect(progress.length).toBeGreaterThan(2));
    await end(api, 'SIGKILL');
    const second = await start('api', { ...env, PORT: new URL(api.url).port });
    expect((await ended).status).toBe('completed');
    expect(progress.at(-1)).toBe(100);
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
    expect(await end(worker)).toBe(0);
    expect(await end(second)).toBe(0);
  });

  it('verifies the webhooks it has asked for', async () => {
    const allowed = { WEBHOOK_ALLOW_HTTP: 'true', WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' };
    const { api, worker, client } = await startBoth(allowed);
    const received: { headers: IncomingMessage['headers']; body: string }[] = [];
    const receiver = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.writeHead(204).end();
      });
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const webhook = await client.webhooks.create({ url, events: ['job.completed'] });
    const { id } = await client.submit(aDrill(0));
    const { headers, body } = await eventually(() => {
      const [first] = received;
      if (!first) throw new Error('nothing was received');
      return first;
    }, 10_000);
    const secrets = [webhook.secret];
    const message = await verifyWebhook<WebhookMessage>({ headers, body, secrets });
    expect(message).toMatchObject({ type: 'job.completed', data: { id } });
    await expect(
      verifyWebhook({ headers, body: body.replace('completed', 'failed'), secrets }),
    ).rejects.toThrow('No signature');
    expect((await client.webhooks.ping(webhook.id)).status).toBe('delivered');
    receiver.closeAllConnections();
    receiver.close();
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });

  it('lets go of whatever it waits for when it is told to', async () => {
    const { api, worker, client } = await startBoth();
    const { id } = await client.submit(aDrill(600));
    const abort = new AbortController();
    const { signal } = abort;
    const waits = [
      client.waitForEnd(id, { signal }),
      client.waitForEnd(id, { signal, onUpdate: () => {} }),
      allOf(client.watch(id, { signal })),
      allOf(client.watchAll({}, { signal })),
      allOf(client.logs(id, { follow: true, signal })),
    ];
    await eventually(async () => expect((await client.get(id)).status).toBe('running'));
    abort.abort(new Error('enough'));
    const ends = await Promise.allSettled(waits);
    const reasons = ends.map((one) => one.status === 'rejected' && (one.reason as Error).message);
    expect(reasons).toEqual(waits.map(() => 'enough'));
    await client.stop(id);
    expect((await client.waitForEnd(id)).status).toBe('completed');
    expect(await end(worker)).toBe(0);
    expect(await end(api)).toBe(0);
  });
});
