import { describe, expect, it } from 'vitest';

import { aKeyHolder } from './keyHolders.ts';
import { testApp } from './testApp.ts';

const ADMIN_KEY = 'a'.repeat(40);
const ADMIN = { authorization: `Bearer ${ADMIN_KEY}` };

function aService(env: Record<string, string> = {}) {
  return testApp({ env: { ADMIN_API_KEY: ADMIN_KEY, ...env } });
}

describe('an API key', () => {
  it('is shown once, works at once, and is never shown again', async () => {
    const { api } = aService();
    const made = await api.post('/v1/api-keys').set(ADMIN).send({ name: 'nightly' }).expect(201);
    const { key, ...shown } = made.body;
    expect(key).toMatch(new RegExp(`^pw_${shown.id}_`));
    expect(shown.scopes).not.toContain('admin:keys');
    const me = await api.get('/v1/me').set('Authorization', `Bearer ${key}`).expect(200);
    expect(me.body).toMatchObject({ keyId: shown.id, name: 'nightly', tenant: 'default' });
    const found = await api
      .get(made.headers['location'] ?? '')
      .set(ADMIN)
      .expect(200);
    expect(found.body).toEqual({ ...shown, lastUsedAt: expect.any(String) });
    const list = await api.get('/v1/api-keys').set(ADMIN).expect(200);
    expect(list.text).not.toContain(key);
  });

  it('gets the limits of the service where its maker does not say', async () => {
    const { api } = aService({ DEFAULT_LIMIT_PENDING_JOBS: '5', DEFAULT_LIMIT_RUNNING_JOBS: '2' });
    const limits = { runningJobs: null, requestsPerMinute: 9 };
    const { body } = await api.post('/v1/api-keys').set(ADMIN).send({ name: 'x', limits });
    expect(body.limits).toEqual({
      requestsPerMinute: 9,
      submitsPerMinute: null,
      pendingJobs: 5,
      runningJobs: null,
      solverSecondsPerDay: null,
    });
  });

  it('never grants what its maker lacks', async () => {
    const { api, keys } = aService();
    const maker = await aKeyHolder(keys, { scopes: ['admin:keys', 'jobs:read'] });
    const wish = { name: 'x', scopes: ['jobs:read', 'jobs:write'] };
    const { body } = await api.post('/v1/api-keys').set(maker).send(wish).expect(403);
    expect(body.detail).toMatch(/jobs:write, which it lacks/);
    const own = `/v1/api-keys/${maker.id}`;
    await api
      .patch(own)
      .set(maker)
      .send({ scopes: ['admin:jobs'] })
      .expect(403);
    await api
      .post('/v1/api-keys')
      .set(maker)
      .send({ name: 'x', scopes: [], tenant: 'blue' })
      .expect(403);
    await api.post('/v1/api-keys').set(ADMIN).send({ name: 'x', tenant: 'blue' }).expect(201);
  });

  it('is listed for its own tenant, and for who looks after all', async () => {
    const { api, keys } = aService();
    const red = await aKeyHolder(keys, { scopes: ['admin:keys'] });
    const blue = await aKeyHolder(keys, { tenant: 'blue' });
    const idsFor = async (who: { authorization: string }, query = '') =>
      (await api.get(`/v1/api-keys${query}`).set(who)).body.apiKeys.map(
        ({ id }: { id: string }) => id,
      );
    expect(await idsFor(red)).toEqual([red.id]);
    expect(await idsFor(red, '?tenant=blue')).toEqual([]);
    expect(await idsFor(ADMIN, '?tenant=blue')).toEqual([blue.id]);
    expect(await idsFor(ADMIN)).toHaveLength(2);
  });

  it('keeps what is not changed, and may be without an expiry again', async () => {
    const { api, keys, clock } = aService();
    const { id } = await aKeyHolder(keys, { expiresAtMs: clock.now() + 1_000 });
    const address = `/v1/api-keys/${id}`;
    const changes = { limits: { pendingJobs: 3 }, expiresAt: null, allowedCidrs: ['10.0.0.0/8'] };
    const { body } = await api.patch(address).set(ADMIN).send(changes).expect(200);
    expect(body).toMatchObject({ name: 'a test', limits: { pendingJobs: 3, runningJobs: null } });
    expect(body.expiresAt).toBeUndefined();
    const past = { expiresAt: '2020-01-01T00:00:00Z' };
    await api.patch(address).set(ADMIN).send(past).expect(400);
    await api
      .patch(address)
      .set(ADMIN)
      .send({ allowedCidrs: ['10.0.0.300/8'] })
      .expect(400);
  });

  it('is refused once it is revoked, for good, while another goes on', async () => {
    const { api, keys, clock } = aService();
    const [old, young] = [await aKeyHolder(keys), await aKeyHolder(keys)];
    await api.get('/v1/me').set(old).expect(200);
    const { body } = await api.delete(`/v1/api-keys/${old.id}`).set(ADMIN).expect(200);
    await api
      .get('/v1/me')
      .set(old)
      .expect(401)
      .expect('WWW-Authenticate', 'Bearer realm="pitwall", error="invalid_token"');
    await api.get('/v1/me').expect(401).expect('WWW-Authenticate', 'Bearer realm="pitwall"');
    await api.get('/v1/me').set(young).expect(200);
    clock.advance(60_000);
    const again = await api.delete(`/v1/api-keys/${old.id}`).set(ADMIN).expect(200);
    expect(again.body.revokedAt).toBe(body.revokedAt);
  });
});

describe('this machine without a key', () => {
  it('is refused what a page of another site makes a browser ask', async () => {
    const { api } = testApp();
    const drill = { kind: 'drill', input: { seconds: 1 } };
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'https://evil.example' },
    ]) {
      const { body } = await api.post('/v1/jobs').set(headers).send(drill).expect(403);
      expect(body.code).toBe('forbidden');
    }
    await api.post('/v1/jobs').set('Sec-Fetch-Site', 'same-origin').send(drill).expect(202);
  });

  it('is not who comes through a proxy, or under a foreign name', async () => {
    const { api } = testApp();
    const proxied = await api.get('/v1/jobs').set('X-Forwarded-For', '127.0.0.1');
    const rebound = await api.get('/v1/jobs').set('Host', 'rebound.example');
    expect([proxied.status, rebound.status]).toEqual([401, 401]);
  });

  it('is answered like all others with AUTH=none', async () => {
    const { api } = testApp({ env: { AUTH: 'none' } });
    const { status } = await api.get('/v1/jobs').set('X-Forwarded-For', '1.2.3.4');
    expect(status).toBe(200);
  });
});
