import { deflateSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { testApp } from './testApp.ts';

type Details = { pointer: string; detail: string }[];

function send(path: string, body: string, headers: Record<string, string> = {}) {
  return testApp()
    .api.post(path)
    .set({ 'Content-Type': 'application/json', ...headers })
    .send(body);
}

describe('an error says', () => {
  it.each(['null', '5', '"x"', 'true', '[]'])(
    'that %s is not the object it has to be',
    async (body) => {
      for (const path of ['/v1/jobs', '/v1/jobs/batch', '/v1/jobs/bulk-cancel', '/v1/api-keys']) {
        const answer = await send(path, body).expect(400);
        expect(answer.body).toMatchObject({
          code: 'invalid_request',
          errors: [{ pointer: '#', detail: 'must be an object' }],
        });
      }
    },
  );

  it.each([
    ['/v1/jobs', '{}', '#/kind'],
    ['/v1/jobs', '{"kind":"nothing"}', '#/input'],
    ['/v1/jobs', '{"kind":"drill"}', '#/input'],
    ['/v1/jobs', '{"kind":"portfolio","input":{}}', '#/input/drivers'],
    ['/v1/jobs', '{"kind":"portfolio","input":{}}', '#/input/site'],
    ['/v1/jobs/batch', '{}', '#/jobs'],
    ['/v1/api-keys', '{}', '#/name'],
    ['/v1/webhooks', '{}', '#/url'],
  ])('to %s with %s that %s is missing', async (path, body, pointer) => {
    const answer = await send(path, body).expect(400);
    expect(answer.body.errors).toContainEqual({ pointer, detail: 'is missing' });
  });

  it('how one address is written as a network', async () => {
    const wish = { name: 'x', scopes: [], allowedCidrs: ['10.0.0.0'] };
    const answer = await send('/v1/api-keys', JSON.stringify(wish)).expect(400);
    expect(answer.body.errors as Details).toContainEqual({
      pointer: '#/allowedCidrs/0',
      detail: 'must be a network such as 10.0.0.0/8, or 10.0.0.1/32 for one address',
    });
  });

  it('how large a body may be', async () => {
    const answer = await send('/v1/jobs/bulk-cancel', `"${'x'.repeat(2_000_000)}"`).expect(413);
    expect(answer.body.detail).toBe('The body is larger than 2000000 bytes');
  });

  it.each(['gzip', 'deflate', 'br'])('that a body is not in %s', async (encoding) => {
    const answer = await send('/v1/jobs', '{}', { 'Content-Encoding': encoding }).expect(400);
    expect(answer.body).toMatchObject({
      code: 'invalid_request',
      detail: 'The body is not compressed as its Content-Encoding says',
    });
  });
});

it('reads a body that is compressed as it says', async () => {
  const { api } = testApp();
  const body = deflateSync(JSON.stringify({ all: true }));
  const asked = api.post('/v1/jobs/bulk-cancel').set({
    'Content-Type': 'application/json',
    'Content-Encoding': 'deflate',
  });
  asked.write(body);
  const answer = await asked;
  expect(answer.status).toBe(200);
});
