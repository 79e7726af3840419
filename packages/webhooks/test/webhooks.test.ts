import { eventually } from '@pitwall/test-kit';
import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';

import { aService, receiving, RULES, someNews, stopsAfterTest } from './serviceUnderTest.ts';

stopsAfterTest();

const place = (id: string) => ({ tenant: 'default', id });

describe('a webhook', () => {
  it('shows its secret when it is made and when it is rotated, and never again', async () => {
    const { webhooks, hook } = await aService();
    const { id, secret, ...made } = await hook('http://127.0.0.1/', { description: 'mine' });
    expect(await webhooks.get(place(id))).toEqual({ id, ...made });
    const { secret: next } = await webhooks.rotateSecret(place(id));
    expect(next).not.toBe(secret);
    expect(JSON.stringify(await webhooks.list('default'))).not.toContain('whsec_');
  });

  it('is refused where messages may not go, and changed to no such place', async () => {
    const { webhooks, hook } = await aService({
      changes: { rules: { ...RULES, allowCidrs: [] } },
    });
    await expect(hook('http://127.0.0.1/')).rejects.toMatchObject({
      code: 'invalid_request',
      details: [{ pointer: '#/url' }],
    });
    const { id } = await hook('https://example.com/');
    await expect(
      webhooks.change(place(id), { url: 'https://169.254.169.254/' }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await webhooks.get(place(id))).toMatchObject({ url: 'https://example.com/' });
  });

  it('changes what it is told to, and nothing else', async () => {
    const { webhooks, hook } = await aService();
    const { id } = await hook('http://127.0.0.1/', { description: 'mine', tags: ['a'] });
    const changed = await webhooks.change(place(id), { kinds: ['drill'], enabled: false });
    expect(changed).toMatchObject({
      description: 'mine',
      tags: ['a'],
      kinds: ['drill'],
      enabled: false,
    });
    expect(await webhooks.change(place(id), { description: null })).not.toHaveProperty(
      'description',
    );
  });

  it('is one of twenty at most', async () => {
    const { hook } = await aService();
    for (let index = 0; index < 20; index += 1) await hook('http://127.0.0.1/');
    await expect(hook('http://127.0.0.1/')).rejects.toMatchObject({ code: 'quota_exceeded' });
  });

  it('of another tenant is not there, whatever is asked of it', async () => {
    const { webhooks, hook } = await aService();
    const { id } = await hook('http://127.0.0.1/');
    const theirs = { tenant: 'other', id };
    const asked = [
      webhooks.get(theirs),
      webhooks.change(theirs, { enabled: false }),
      webhooks.remove(theirs),
      webhooks.rotateSecret(theirs),
      webhooks.ping(theirs),
      webhooks.deliveries(theirs, { limit: 1 }),
      webhooks.delivery(theirs, 'msg_a'),
      webhooks.redeliver(theirs, 'msg_a'),
    ];
    for (const answer of asked) {
      await expect(answer).rejects.toMatchObject({ code: 'webhook_not_found' });
    }
    expect(await webhooks.get(place(id))).toMatchObject({ enabled: true });
  });

  it('that is removed is sent nothing any more', async () => {
    const receiver = await receiving(500, 204);
    const service = await aService({ changes: { tuning: { retryDelaysMs: [50] } } });
    const { id } = await service.hook(receiver.url);
    await service.tell(someNews());
    await eventually(() => expect(service.outcomes).toEqual(['failed']));
    await service.webhooks.remove(place(id));
    // Fails later and is tried again: by then the other would have been, too.
    const other = await receiving(500, 204);
    await service.hook(other.url);
    await service.tell(someNews());
    await eventually(() => expect(other.received).toHaveLength(2));
    expect(receiver.received).toHaveLength(1);
  });

  it('keeps its secret encrypted where there is a key, and signs with it all the same', async () => {
    const receiver = await receiving(204);
    const secretKey = Buffer.alloc(32, 7);
    const service = await aService({ changes: { secretKey } });
    const { id, secret } = await service.hook(receiver.url);
    const stored = JSON.stringify(await service.store.find(place(id)));
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain('whsec_');
    await service.tell(someNews());
    await eventually(() => expect(receiver.received).toHaveLength(1));
    const { headers, body } = receiver.first;
    expect(() => new Verifier(secret).verify(body, headers)).not.toThrow();
  });
});

describe('a ping', () => {
  it('is sent at once, once, and answers with what came of it', async () => {
    const receiver = await receiving(204, 500);
    const { webhooks, hook } = await aService();
    const { id, secret } = await hook(receiver.url, { enabled: false });
    const sent = await webhooks.ping(place(id));
    expect(sent).toMatchObject({ type: 'ping', status: 'delivered', attempts: [{ status: 204 }] });
    const { headers, body } = receiver.first;
    expect(new Verifier(secret).verify(body, headers)).toMatchObject({
      type: 'ping',
      data: { webhookId: id },
    });
    expect(await webhooks.ping(place(id))).toMatchObject({ status: 'failed' });
    const { deliveries } = await webhooks.deliveries(place(id), { limit: 10 });
    expect(deliveries).toHaveLength(2);
  });
});

describe('a delivery', () => {
  it('is sent again on request, with the same id and body', async () => {
    const receiver = await receiving(500, 204);
    const service = await aService({ changes: { tuning: { retryDelaysMs: [] } } });
    const { id } = await service.hook(receiver.url);
    await service.tell(someNews());
    await eventually(() => expect(service.outcomes).toEqual(['failed']));
    const webhookId = receiver.received[0]?.headers['webhook-id'] ?? '';
    const again = await service.webhooks.redeliver(place(id), webhookId);
    expect(again).toMatchObject({ status: 'pending', redeliveries: 1 });
    await eventually(() => expect(service.outcomes).toEqual(['failed', 'delivered']));
    expect(await service.webhooks.delivery(place(id), webhookId)).toMatchObject({
      status: 'delivered',
      attempts: [{ status: 500 }, { status: 204 }],
    });
    const [first, second] = receiver.received;
    expect(second?.headers['webhook-id']).toBe(webhookId);
    expect(second?.body).toBe(first?.body);
  });

  it('that was going to be tried again is tried now instead, and not then', async () => {
    const receiver = await receiving(500, 204, 500, 204);
    const service = await aService({ changes: { tuning: { retryDelaysMs: [400] } } });
    const { id } = await service.hook(receiver.url);
    await service.tell(someNews());
    await eventually(() => expect(service.outcomes).toEqual(['failed']));
    const webhookId = receiver.received[0]?.headers['webhook-id'] ?? '';
    await service.webhooks.redeliver(place(id), webhookId);
    await eventually(() => expect(service.outcomes).toEqual(['failed', 'delivered']));
    await service.tell(someNews());
    await eventually(() => expect(receiver.received).toHaveLength(4));
    expect(
      receiver.received.filter(({ headers }) => headers['webhook-id'] === webhookId),
    ).toHaveLength(2);
  });

  it('is not sent again while its webhook is switched off', async () => {
    const receiver = await receiving(204);
    const { webhooks, hook } = await aService();
    const { id } = await hook(receiver.url);
    const { id: deliveryId } = await webhooks.ping(place(id));
    await webhooks.change(place(id), { enabled: false });
    await expect(webhooks.redeliver(place(id), deliveryId)).rejects.toMatchObject({
      code: 'webhook_disabled',
    });
  });

  it('is listed page by page, and an old cursor is told apart', async () => {
    const receiver = await receiving(204);
    const { webhooks, hook } = await aService();
    const { id } = await hook(receiver.url);
    for (let index = 0; index < 3; index += 1) await webhooks.ping(place(id));
    const first = await webhooks.deliveries(place(id), { limit: 2 });
    const cursor = first.nextCursor ?? '';
    const rest = await webhooks.deliveries(place(id), { limit: 2, cursor });
    expect([first.deliveries.length, rest.deliveries.length]).toEqual([2, 1]);
    expect(rest).not.toHaveProperty('nextCursor');
    await expect(
      webhooks.deliveries(place(id), { limit: 2, cursor: 'msg_gone' }),
    ).rejects.toMatchObject({ code: 'cursor_invalid' });
  });
});
