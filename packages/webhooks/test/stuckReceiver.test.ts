import type { ServerResponse } from 'node:http';

import type { AppError } from '@pitwall/contract';
import { eventually, FakeClock } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { Lanes } from '../src/lanes.ts';
import { aService, receiving, someNews, stopsAfterTest } from './serviceUnderTest.ts';

stopsAfterTest();

const never = () => {};
const place = (id: string) => ({ tenant: 'default', id });

describe('a receiver that does not answer', () => {
  it('is waited for until the time is over, and that counts as a failure', async () => {
    const receiver = await receiving(never);
    const service = await aService({ changes: { tuning: { timeoutMs: 100, retryDelaysMs: [] } } });
    const { id } = await service.hook(receiver.url);
    await service.tell(someNews());
    await eventually(async () => {
      const { deliveries } = await service.webhooks.deliveries(place(id), { limit: 1 });
      expect(deliveries).toMatchObject([{ status: 'failed', lastError: 'no answer within 0.1 s' }]);
    });
  });

  it('is waited for in a ping for a shorter time, for somebody waits with it', async () => {
    const receiver = await receiving(never);
    const service = await aService({
      changes: { tuning: { timeoutMs: 60_000, pingTimeoutMs: 100 } },
    });
    const { id } = await service.hook(receiver.url);
    const sent = await service.webhooks.ping(place(id));
    expect(sent).toMatchObject({
      status: 'failed',
      attempts: [{ error: 'no answer within 0.1 s' }],
    });
    const { deliveries } = await service.webhooks.deliveries(place(id), { limit: 10 });
    expect(deliveries).toMatchObject([{ id: sent.id, status: 'failed', attempts: 1 }]);
  });

  it('is not said to fail in the words of OpenSSL', async () => {
    const receiver = await receiving(204);
    const service = await aService();
    const { id } = await service.hook(receiver.url.replace('http:', 'https:'));
    const [attempt] = (await service.webhooks.ping(place(id))).attempts;
    expect(attempt?.error).toMatch(/^TLS handshake failed \((?:EPROTO|ERR_SSL_\w+)\)$/);
  });

  it('is not blamed for a ping that we broke off', async () => {
    const receiver = await receiving(never);
    const service = await aService({ changes: { tuning: { pingTimeoutMs: 60_000 } } });
    const { id } = await service.hook(receiver.url);
    const pinging = service.webhooks.ping(place(id)).catch((error: AppError) => error.code);
    await eventually(() => expect(receiver.received).toHaveLength(1));
    service.hurry();
    expect(await pinging).toBe('shutting_down');
    const { deliveries } = await service.webhooks.deliveries(place(id), { limit: 10 });
    expect(deliveries).toEqual([]);
  });

  it('holds up no other, however much there is for it, and is sent only a few at once', async () => {
    const [stuck, sound] = [await receiving(never), await receiving(204)];
    const service = await aService({
      changes: { tuning: { timeoutMs: 60_000, concurrency: 8, perWebhook: 2 } },
    });
    await service.hook(stuck.url, { tags: ['stuck'] });
    await service.hook(sound.url, { tags: ['sound'] });
    await service.tell(...Array.from({ length: 300 }, () => someNews({ tags: ['stuck'] })));
    await eventually(() => expect(stuck.received).toHaveLength(2));
    const askedMs = performance.now();
    await service.tell(someNews({ tags: ['sound'] }));
    await eventually(() => expect(sound.received).toHaveLength(1));
    expect(performance.now() - askedMs).toBeLessThan(1_000);
    expect(stuck.state.mostUnderWay).toBe(2);
  });

  it('gets all that waited once it answers again', async () => {
    const held: ServerResponse[] = [];
    const receiver = await receiving(
      (response) => void held.push(response),
      (response) => void held.push(response),
      204,
    );
    const service = await aService({ changes: { tuning: { timeoutMs: 60_000, perWebhook: 2 } } });
    await service.hook(receiver.url);
    await service.tell(...Array.from({ length: 30 }, () => someNews()));
    await eventually(() => expect(held).toHaveLength(2));
    for (const response of held) response.writeHead(204).end();
    await eventually(() => expect(service.outcomes).toHaveLength(30), 5_000);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(30);
  });

  it('that hurries us is left, and what was under way is not counted as an attempt', async () => {
    const receiver = await receiving(never);
    const service = await aService({ changes: { tuning: { timeoutMs: 60_000 } } });
    const { id } = await service.hook(receiver.url);
    await service.tell(someNews());
    await eventually(() => expect(receiver.received).toHaveLength(1));
    const stopping = service.stop();
    service.hurry();
    await stopping;
    const { deliveries } = await service.webhooks.deliveries(place(id), { limit: 1 });
    expect(deliveries).toMatchObject([{ status: 'pending', attempts: 0 }]);
    expect(service.outcomes).toEqual([]);
  });
});

describe('an answer', () => {
  it('without end is read for eight kilobytes and no further', async () => {
    const state = { sent: 0, isClosed: false };
    const receiver = await receiving((response) => {
      response.writeHead(200);
      response.on('close', () => (state.isClosed = true));
      const pour = () => {
        if (state.isClosed) return;
        state.sent += 1_024;
        response.write('x'.repeat(1_024), () => setImmediate(pour));
      };
      pour();
    });
    const service = await aService();
    const { id } = await service.hook(receiver.url);
    await service.tell(someNews());
    await eventually(() => expect(service.outcomes).toEqual(['delivered']));
    await eventually(() => expect(state.isClosed).toBe(true));
    const webhookId = receiver.received[0]?.headers['webhook-id'] ?? '';
    const { attempts } = await service.webhooks.delivery(place(id), webhookId);
    expect(attempts[0]?.response).toBe('x'.repeat(1_000));
  });

  it('whose body never comes is judged by its status when the time is over', async () => {
    const receiver = await receiving((response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.flushHeaders();
    });
    const service = await aService({ changes: { tuning: { timeoutMs: 200 } } });
    await service.hook(receiver.url);
    await service.tell(someNews());
    await eventually(() => expect(service.outcomes).toEqual(['delivered']));
  });

  it('that breaks off is a failure', async () => {
    const receiver = await receiving((response) => void response.socket?.destroy(), 204);
    const service = await aService();
    await service.hook(receiver.url);
    await service.tell(someNews());
    await eventually(() => expect(service.outcomes).toEqual(['failed', 'delivered']));
  });
});

describe('the lane of a webhook', () => {
  it('is full when enough are in it, and gives who comes then a later time each', () => {
    const lanes = new Lanes({ clock: new FakeClock(1_000), perWebhook: 2 });
    expect([lanes.enter('a'), lanes.enter('a')]).toEqual([undefined, undefined]);
    expect([lanes.enter('a'), lanes.enter('a'), lanes.enter('a')]).toEqual([200, 210, 220]);
    expect(lanes.enter('b')).toBeUndefined();
    lanes.leave('a');
    expect(lanes.enter('a')).toBeUndefined();
  });
});
