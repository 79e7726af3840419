import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

import { eventually } from '@pitwall/test-kit';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { testApp } from './testApp.ts';

const received: { headers: Record<string, string>; body: string }[] = [];
let receiver: Server;
let url = '';

beforeEach(async () => {
  received.length = 0;
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      received.push({ headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(request.url === '/broken' ? 500 : 204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  url = `http://127.0.0.1:${(receiver.address() as { port: number }).port}`;
});
afterEach(async () => {
  await new Promise((resolve) => receiver.close(resolve));
});

describe('/v1/webhooks', () => {
  it('makes a webhook, shows it without its secret, changes and removes it', async () => {
    const { api } = testApp();
    const made = await api
      .post('/v1/webhooks')
      .send({ url, tags: ['a'] })
      .expect(201);
    expect(made.body).toMatchObject({ url, tags: ['a'], events: [], kinds: [], enabled: true });
    const path = `/v1/webhooks/${made.body.id}`;
    expect(made.headers['location']).toBe(path);
    const { secret, ...shown } = made.body;
    expect(secret).toMatch(/^whsec_/);
    expect((await api.get(path).expect(200)).body).toEqual(shown);
    expect((await api.get('/v1/webhooks').expect(200)).body).toEqual({ webhooks: [shown] });
    const changed = await api.patch(path).send({ enabled: false, description: 'x' }).expect(200);
    expect(changed.body).toMatchObject({ enabled: false, description: 'x', tags: ['a'] });
    await api.delete(path).expect(204);
    const gone = await api.get(path).expect(404);
    expect(gone.body).toMatchObject({ code: 'webhook_not_found' });
    await api.delete(path).expect(404);
  });

  it('refuses what is no webhook, by pointer', async () => {
    const { api } = testApp();
    const wrong = { url: 7, events: ['job.exploded'], secret: 'mine' };
    const { body } = await api.post('/v1/webhooks').send(wrong).expect(400);
    expect(body.code).toBe('invalid_request');
    const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['#/url', '#/events/0']));
    const inside = await api
      .post('/v1/webhooks')
      .send({ url: 'http://169.254.169.254/latest' })
      .expect(400);
    expect(inside.body.errors).toMatchObject([{ pointer: '#/url' }]);
  });

  it('pings, and answers with what came of it', async () => {
    const { api } = testApp();
    const { body: sound } = await api.post('/v1/webhooks').send({ url }).expect(201);
    const { body: broken } = await api.post('/v1/webhooks').send({ url: `${url}/broken` });
    const good = await api.post(`/v1/webhooks/${sound.id}/ping`).expect(200);
    expect(good.body).toMatchObject({ type: 'ping', status: 'delivered' });
    const bad = await api.post(`/v1/webhooks/${broken.id}/ping`).expect(200);
    expect(bad.body).toMatchObject({ status: 'failed', attempts: [{ status: 500 }] });
    const list = await api.get(`/v1/webhooks/${broken.id}/deliveries`).expect(200);
    expect(list.body.deliveries).toMatchObject([{ id: bad.body.id, attempts: 1, lastStatus: 500 }]);
  });

  it('tells a receiver of a job, and again on request, signed by both secrets after a rotation', async () => {
    const { api, submit, webhookService } = testApp();
    await webhookService.start();
    const { body: webhook } = await api.post('/v1/webhooks').send({ url }).expect(201);
    const path = `/v1/webhooks/${webhook.id}`;
    const jobId = await submit();
    await api.post(`/v1/jobs/${jobId}/cancel`).expect(200);
    await eventually(() => expect(received).toHaveLength(2));
    const types = received.map(({ body }) => JSON.parse(body).type as string);
    expect(types.toSorted()).toEqual(['job.cancelled', 'job.submitted']);
    const { body: rotated } = await api.post(`${path}/rotate-secret`).expect(200);
    const page = await api.get(`${path}/deliveries?limit=1`).expect(200);
    const [{ id }] = page.body.deliveries;
    expect(page.body.nextCursor).toBe(id);
    const delivery = await api.get(`${path}/deliveries/${id}`).expect(200);
    expect(delivery.body).toMatchObject({ jobId, status: 'delivered' });
    await api.post(`${path}/deliveries/${id}/redeliver`).expect(202);
    await eventually(() => expect(received).toHaveLength(3));
    const again = received[2] ?? { headers: {}, body: '' };
    for (const secret of [webhook.secret, rotated.secret]) {
      const now = new Date(Number(again.headers['webhook-timestamp']) * 1_000);
      const signed = new Verifier(secret).sign(id, now, again.body);
      expect(again.headers['webhook-signature']?.split(' ')).toContain(signed);
    }
    await api.get(`${path}/deliveries/msg_nobody`).expect(404);
    await api.get(`${path}/deliveries?cursor=msg_nobody`).expect(400);
    await webhookService.stop();
  });
});
