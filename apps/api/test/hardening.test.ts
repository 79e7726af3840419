import { describe, expect, it } from 'vitest';

import { isTooDeep } from '../src/http/guards/jsonDepth.ts';
import { aKeyHolder } from './keyHolders.ts';
import { testApp } from './testApp.ts';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('JSON that is nested deeply', () => {
  it('is refused before it is parsed', async () => {
    const { api } = testApp();
    for (const body of [nested(100_000), '{"a":'.repeat(100), `{"a":"\\"",${'"b":['.repeat(70)}`]) {
      const answer = await api
        .post('/v1/jobs')
        .set('Content-Type', 'application/json')
        .send(body)
        .expect(400);
      expect(answer.body.code).toBe('json_too_deep');
    }
  });

  it.each([
    [nested(64), false],
    [nested(65), true],
    [`"${'['.repeat(99)}"`, false],
    [`"\\"${'{'.repeat(99)}"`, false],
    [`"\\\\"${'{'.repeat(65)}`, true],
    [`[${'[],'.repeat(99)}[]]`, false],
    ['"'.concat('['.repeat(99)), false],
  ])('is told by its brackets outside of strings (%#)', (json, expected) => {
    expect(isTooDeep(Buffer.from(json))).toBe(expected);
  });

  it('cannot hide in another charset', async () => {
    const answer = await testApp()
      .api.post('/v1/jobs')
      .set('Content-Type', 'application/json; charset=utf-16le')
      .send(nested(3))
      .expect(415);
    expect(answer.body.code).toBe('unsupported_media_type');
  });
});

describe('JSON with half of a surrogate pair', () => {
  it.each([
    String.raw`{"priority":"low","tags":["\ud800"]}`,
    String.raw`{"name":"\uDFFF\uD800"}`,
    String.raw`{"\udc00":1}`,
  ])('is refused, for nobody could write it down again: %s', async (body) => {
    const { api, submit } = testApp();
    const answer = await api
      .patch(`/v1/jobs/${await submit()}`)
      .set('Content-Type', 'application/merge-patch+json')
      .send(body)
      .expect(400);
    expect(answer.body).toMatchObject({
      code: 'malformed_json',
      detail: expect.stringContaining('surrogate'),
    });
  });

  it('is told from a whole pair, and from a text that only looks like it', async () => {
    const { api, store, submit } = testApp();
    const id = await submit();
    await api
      .patch(`/v1/jobs/${id}`)
      .set('Content-Type', 'application/merge-patch+json')
      .send(String.raw`{"name":"\ud83c\udfce and \\ud800"}`)
      .expect(200);
    expect(await store.find(id)).toMatchObject({ name: String.raw`🏎 and \ud800` });
  });
});

describe('JSON that is not in UTF-8', () => {
  it('is refused instead of stored with other letters', async () => {
    const bytes = Buffer.from('{"kind":"drill","name":"\u00e9","input":{"seconds":1}}', 'latin1');
    const { body } = await testApp()
      .api.post('/v1/jobs')
      .set('Content-Type', 'application/json')
      .serialize((sent: unknown) => sent as string)
      .send(bytes)
      .expect(400);
    expect(body).toMatchObject({ code: 'malformed_json', detail: 'JSON must be in UTF-8' });
  });
});

describe('every answer', () => {
  it('lets a browser do nothing with it that it need not', async () => {
    const { headers } = await testApp().api.get('/v1/jobs').expect(200);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).toMatch(/default-src 'none'/);
    expect(headers).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: 'Authorization',
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('pages of other origins', () => {
  const dash = 'https://dash.example';

  it('may ask where they are listed, and read the headers that clients need', async () => {
    const { api } = testApp({ env: { CORS_ORIGINS: `${dash}, http://localhost:5173` } });
    const { headers } = await api.options('/v1/jobs').set({
      Origin: dash,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
    });
    expect(headers['access-control-allow-origin']).toBe(dash);
    expect(headers['access-control-allow-headers']).toMatch(/Authorization/);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    const answer = await api.get('/v1/jobs').set('Origin', dash).expect(200);
    expect(answer.headers['access-control-expose-headers']).toMatch(/Retry-After/);
  });

  it('may not where they are not', async () => {
    const { api } = testApp({ env: { CORS_ORIGINS: dash } });
    const { headers } = await api.get('/v1/jobs').set('Origin', 'https://evil.example');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

function basic(password: string) {
  return { Authorization: `Basic ${Buffer.from(`anyone:${password}`).toString('base64')}` };
}

describe('the queue inspection', () => {
  it('lets a browser sign in with a key as the password, if it has the scope', async () => {
    const { api, keys } = testApp();
    const plain = await aKeyHolder(keys);
    const queues = await aKeyHolder(keys, { scopes: ['admin:queues'] });
    const [, lacking = ''] = plain.authorization.split(' ');
    const [, allowed = ''] = queues.authorization.split(' ');
    await api
      .get('/admin/queues')
      .expect(401)
      .expect('WWW-Authenticate', /^Basic realm/);
    await api.get('/admin/queues').set(basic('wrong')).expect(401);
    await api.get('/admin/queues').set(basic(lacking)).expect(403);
    const inMemory = 'The queue is in memory: inspection needs Redis';
    for (const headers of [basic(allowed), { Authorization: queues.authorization }]) {
      const { body } = await api.get('/admin/queues').set(headers).expect(404);
      expect(body.detail).toBe(inMemory);
    }
  });

  it('does nothing that a page of another site asks for', async () => {
    const { api, keys } = testApp();
    const { authorization } = await aKeyHolder(keys, { scopes: ['admin:queues'] });
    const [, key = ''] = authorization.split(' ');
    const pause = () => api.put('/admin/queues/api/queues/jobs/pause').set(basic(key));
    await pause().set('Sec-Fetch-Site', 'cross-site').expect(403);
    await pause().set('Origin', 'https://evil.example').expect(403);
    const own = await pause().set('Sec-Fetch-Site', 'same-origin').expect(404);
    expect(own.body.detail).toMatch(/in memory/);
  });
});
