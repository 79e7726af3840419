import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TestCli } from '../testCli.ts';

const AT = '2026-02-15T18:30:00.000Z';
const WEBHOOK = {
  id: 'wh_1',
  url: 'https://example.com/hook',
  events: ['job.completed'],
  kinds: ['portfolio'],
  tags: [],
  enabled: true,
  createdAt: AT,
  updatedAt: AT,
};
const DELIVERY = {
  id: 'msg_1',
  webhookId: 'wh_1',
  type: 'job.completed',
  jobId: 'J',
  createdAt: AT,
};

describe('pitwall webhooks', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
  });

  afterEach(() => cli.stop());

  it('prints a new secret alone, so that a script can keep it', async () => {
    const made = { ...WEBHOOK, secret: 'whsec_new' };
    cli.answers = {
      'POST /v1/webhooks': { status: 201, body: made },
      'POST /v1/webhooks/wh_1/rotate-secret': { body: made },
    };
    const only = ['--event', 'job.completed', 'job.failed', '--kind', 'portfolio'];
    expect(await cli.pitwall('webhooks', 'create', WEBHOOK.url, ...only)).toBe(0);
    expect(await cli.pitwall('webhooks', 'rotate', 'wh_1')).toBe(0);
    expect(JSON.parse(cli.requests[0]?.body ?? '')).toEqual({
      url: WEBHOOK.url,
      events: ['job.completed', 'job.failed'],
      kinds: ['portfolio'],
    });
    expect(cli.output).toEqual(['whsec_new', 'whsec_new']);
  });

  it('lists them with how they do', async () => {
    const off = { ...WEBHOOK, id: 'wh_2', events: [], enabled: false, disabledReason: 'gone' };
    cli.answers = { 'GET /v1/webhooks': { body: { webhooks: [WEBHOOK, off] } } };
    expect(await cli.pitwall('webhooks', 'list')).toBe(0);
    expect(cli.output[0]).toMatch(/wh_1 .* job\.completed +portfolio +on\n/);
    expect(cli.output[0]).toMatch(/wh_2 .* all +portfolio +off \(gone\)$/);
  });

  it('fails when a ping does', async () => {
    const attempts = [{ at: AT, durationMs: 3, status: 500, error: 'status 500' }];
    const body = {
      ...DELIVERY,
      type: 'ping',
      status: 'failed',
      attempts,
      body: '',
      redeliveries: 0,
    };
    cli.answers = { 'POST /v1/webhooks/wh_1/ping': { body } };
    expect(await cli.pitwall('webhooks', 'ping', 'wh_1')).toBe(1);
    expect(cli.output).toEqual(['failed 500 status 500']);
  });

  it('shows what was sent, sends it again, and removes a webhook', async () => {
    const delivery = { ...DELIVERY, status: 'pending', attempts: 2, lastStatus: 503 };
    cli.answers = {
      'GET /v1/webhooks/wh_1/deliveries?limit=20': {
        body: { deliveries: [delivery], nextCursor: 'c' },
      },
      'POST /v1/webhooks/wh_1/deliveries/msg_1/redeliver': { status: 202, body: {} },
      'DELETE /v1/webhooks/wh_1': { status: 204, body: '' },
    };
    expect(await cli.pitwall('webhooks', 'deliveries', 'wh_1')).toBe(0);
    expect(await cli.pitwall('webhooks', 'redeliver', 'wh_1', 'msg_1')).toBe(0);
    expect(await cli.pitwall('webhooks', 'delete', 'wh_1')).toBe(0);
    expect(cli.output[0]).toMatch(
      /\nmsg_1 +job\.completed +J +2026-02-15 18:30:00 UTC +pending +2 +503$/,
    );
    expect(cli.output.slice(1)).toEqual(['msg_1 is on its way', 'wh_1 deleted']);
    expect(cli.errors).toEqual(['More: add --cursor c']);
  });
});
