import { WebhookMessage } from '@pitwall/contract';
import { eventually, FakeClock } from '@pitwall/test-kit';
import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';

import { aService, receiving, someNews, stopsAfterTest } from './serviceUnderTest.ts';

stopsAfterTest();

const DAY_MS = 86_400_000;

describe('a message', () => {
  it('is signed as the Standard Webhooks library wants it, and says what happened', async () => {
    const receiver = await receiving(204);
    const service = await aService();
    const { secret } = await service.hook(receiver.url);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await service.tell(someNews({ name: 'Sünday', tags: ['a'], termination: 'optimal' }));
    await eventually(() => expect(receiver.received).toHaveLength(1));
    const { headers, body } = receiver.first;
    expect(new Verifier(secret).verify(body, headers)).toMatchObject({ type: 'job.completed' });
    expect(() => new Verifier(secret).verify(`${body} `, headers)).toThrow('No matching signature');
    expect(headers['webhook-id']).toMatch(/^msg_[0-9a-f]{32}$/);
    expect(headers['content-type']).toBe('application/json');
    expect(WebhookMessage.parse(JSON.parse(body)).data).toMatchObject({
      name: 'Sünday',
      status: 'completed',
      links: { result: expect.stringMatching(/^\/v1\/jobs\/.+\/result$/) },
    });
  });

  it('carries the signatures of both secrets while a rotation lasts, and of one afterwards', async () => {
    const receiver = await receiving(204);
    const clock = new FakeClock(Date.now());
    const service = await aService({ changes: { clock } });
    const { id, secret: former } = await service.hook(receiver.url);
    const { secret, previousSecretValidUntil } = await service.webhooks.rotateSecret({
      tenant: 'default',
      id,
    });
    expect(Date.parse(previousSecretValidUntil ?? '')).toBe(clock.now() + DAY_MS);
    await service.tell(someNews());
    await eventually(() => expect(receiver.received).toHaveLength(1));
    const { headers, body } = receiver.first;
    for (const each of [former, secret])
      expect(() => new Verifier(each).verify(body, headers)).not.toThrow();
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
    clock.advance(DAY_MS + 1);
    await service.tell(someNews());
    await eventually(() => expect(receiver.received).toHaveLength(2));
    expect(receiver.received[1]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });

  it('is below 20 kB whatever the job says of itself', async () => {
    const receiver = await receiving(204);
    const service = await aService();
    await service.hook(receiver.url);
    const tags = Array.from({ length: 20 }, (_, index) => `${index}`.padEnd(64, 'ü'));
    const error = { code: 'crashed', message: 'x'.repeat(1_000_000) };
    await service.tell(someNews({ name: 'ü'.repeat(200), tags, error }));
    await eventually(() => expect(receiver.received).toHaveLength(1));
    expect(Buffer.byteLength(receiver.received[0]?.body ?? '')).toBeLessThan(20_000);
  });

  it('goes to the webhooks that want it, and to no other', async () => {
    const receiver = await receiving(204);
    const service = await aService();
    const wishes = [
      { events: ['job.failed'] },
      { kinds: ['model'] },
      { tags: ['z', 'y'] },
      { enabled: false },
      { events: ['job.completed'], kinds: ['drill'], tags: ['b', 'x'] },
    ];
    const hooks = [];
    for (const wish of wishes) hooks.push(await service.hook(receiver.url, wish));
    await service.tell(someNews({ tags: ['a', 'b'] }), someNews({ tenant: 'other' }));
    await eventually(() => expect(service.outcomes).toEqual(['delivered']));
    const place = { tenant: 'default', id: hooks.at(-1)?.id ?? '' };
    const { deliveries } = await service.webhooks.deliveries(place, { limit: 10 });
    expect(deliveries).toMatchObject([{ status: 'delivered', attempts: 1, lastStatus: 204 }]);
    expect(receiver.received).toHaveLength(1);
  });
});

describe('a delivery that fails', () => {
  it('is tried again with the same id over a new connection until it is taken', async () => {
    const receiver = await receiving(500, 404, 204);
    const service = await aService();
    const { id } = await service.hook(receiver.url);
    await service.tell(someNews());
    await eventually(() => expect(service.outcomes).toEqual(['failed', 'failed', 'delivered']));
    const idsOf = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(idsOf).size).toBe(1);
    expect(new Set(receiver.received.map(({ fromPort }) => fromPort)).size).toBe(3);
    const place = { tenant: 'default', id };
    const delivery = await service.webhooks.delivery(place, idsOf[0] ?? '');
    expect(delivery).toMatchObject({
      status: 'delivered',
      attempts: [{ status: 500 }, { status: 404 }, { status: 204 }],
    });
    expect(await service.webhooks.get(place)).not.toHaveProperty('failingSince');
  });

  it('is given up after the last attempt', async () => {
    const receiver = await receiving(500);
    const service = await aService();
    const { id } = await service.hook(receiver.url);
    await service.tell(someNews());
    const place = { tenant: 'default', id };
    await eventually(async () => {
      const { deliveries } = await service.webhooks.deliveries(place, { limit: 1 });
      expect(deliveries).toMatchObject([{ status: 'failed', attempts: 4, lastStatus: 500 }]);
    });
    expect(await service.webhooks.get(place)).toHaveProperty('failingSince');
  });

  it('waits as long as a receiver that is busy asks for', async () => {
    const receiver = await receiving((response) => {
      response.writeHead(429, { 'retry-after': '1' }).end();
    }, 204);
    const service = await aService();
    await service.hook(receiver.url);
    await service.tell(someNews());
    await eventually(() => expect(receiver.received).toHaveLength(2), 5_000);
    const [first, second] = receiver.received;
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(900);
  });

  it('is not sent on to where a redirect points', async () => {
    const target = await receiving(204);
    const receiver = await receiving((response) => {
      response.writeHead(302, { location: target.url }).end();
    });
    const service = await aService();
    const { id } = await service.hook(receiver.url);
    await service.tell(someNews());
    await eventually(() => expect(receiver.received).toHaveLength(4));
    expect(target.received).toEqual([]);
    await eventually(async () => {
      const page = await service.webhooks.deliveries({ tenant: 'default', id }, { limit: 1 });
      expect(page.deliveries[0]).toMatchObject({
        status: 'failed',
        lastError: 'answered 302: redirects are not followed',
      });
    });
  });

  it('switches its webhook off when the receiver says that it is gone', async () => {
    const receiver = await receiving(410);
    const service = await aService();
    const place = { tenant: 'default', id: (await service.hook(receiver.url)).id };
    await service.tell(someNews());
    await eventually(async () =>
      expect(await service.webhooks.get(place)).toMatchObject({
        enabled: false,
        disabledReason: 'gone',
      }),
    );
    await service.tell(someNews());
    expect(receiver.received).toHaveLength(1);
    await service.webhooks.change(place, { enabled: true });
    expect(await service.webhooks.get(place)).not.toHaveProperty('disabledReason');
  });

  it('switches its webhook off when everything has failed for five days', async () => {
    const receiver = await receiving(500);
    const clock = new FakeClock(Date.now());
    const service = await aService({ changes: { clock, tuning: { retryDelaysMs: [] } } });
    const place = { tenant: 'default', id: (await service.hook(receiver.url)).id };
    await service.tell(someNews());
    await eventually(() => expect(service.outcomes).toEqual(['failed']));
    clock.advance(5 * DAY_MS - 1);
    await service.tell(someNews());
    await eventually(() => expect(service.outcomes).toHaveLength(2));
    expect(await service.webhooks.get(place)).toMatchObject({ enabled: true });
    clock.advance(1);
    await service.tell(someNews());
    await eventually(async () =>
      expect(await service.webhooks.get(place)).toMatchObject({
        enabled: false,
        disabledReason: 'failing',
      }),
    );
  });
});
