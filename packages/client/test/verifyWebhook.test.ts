import { createHmac, randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { verifyWebhook } from '../src/verifyWebhook.ts';

const AT_MS = Date.parse('2026-02-15T18:30:00Z');
const BODY = '{"type":"job.completed","data":{"id":"J"}}';

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

function signed(secret: string, changes: { body?: string; atSeconds?: number } = {}) {
  const { body = BODY, atSeconds = AT_MS / 1_000 } = changes;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const mac = createHmac('sha256', key).update(`msg_1.${atSeconds}.${body}`).digest('base64');
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(atSeconds),
    'webhook-signature': `v1a,xyz v1,${mac}`,
  };
}

describe('verifying a webhook', () => {
  it('gives the payload of one that is signed with the secret', async () => {
    const secret = newSecret();
    const given = { body: BODY, headers: signed(secret), secrets: [secret], atMs: AT_MS };
    expect(await verifyWebhook(given)).toEqual(JSON.parse(BODY));
    const headers = new Headers(given.headers);
    expect(await verifyWebhook({ ...given, headers })).toEqual(JSON.parse(BODY));
  });

  it('takes either secret while it is being changed', async () => {
    const [older, newer] = [newSecret(), newSecret()];
    const given = { body: BODY, headers: signed(older), secrets: [newer, older], atMs: AT_MS };
    expect(await verifyWebhook(given)).toEqual(JSON.parse(BODY));
  });

  it('refuses another body, another secret, and what is no signature', async () => {
    const secret = newSecret();
    const given = { body: BODY, headers: signed(secret), secrets: [secret], atMs: AT_MS };
    const wrongs = [
      { ...given, body: BODY.replace('J', 'K') },
      { ...given, secrets: [newSecret()] },
      { ...given, headers: { ...given.headers, 'webhook-signature': 'v1,***' } },
      { ...given, headers: { ...given.headers, 'webhook-id': 'msg_2' } },
    ];
    for (const wrong of wrongs) {
      await expect(verifyWebhook(wrong)).rejects.toThrow('No signature of the webhook fits');
    }
  });

  it('refuses an old one, and one without its headers', async () => {
    const secret = newSecret();
    const given = { body: BODY, headers: signed(secret), secrets: [secret], atMs: AT_MS + 301_000 };
    await expect(verifyWebhook(given)).rejects.toThrow('too old');
    await expect(verifyWebhook({ ...given, headers: {} })).rejects.toThrow('headers');
  });
});
