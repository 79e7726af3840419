import { AppError } from '@pitwall/contract';
import { MemoryJobStore } from '@pitwall/job-state';
import { describe, expect, it } from 'vitest';

import { testApp } from './testApp.ts';

const ULID = '01KHH92420FPQ1DFDX6VP93W99';

describe('every error', () => {
  it.each([
    ['post', '/v1/jobs', '{"kind":', 'application/json', 400, 'malformed_json'],
    ['post', '/v1/jobs', 'id,name', 'text/csv', 415, 'unsupported_media_type'],
    ['post', '/v1/jobs', '', 'application/json', 400, 'invalid_request'],
    ['post', '/v1/jobs', 'x', 'application/xml', 415, 'unsupported_media_type'],
    ['post', '/v1/jobs', '[1', 'application/json; charset=x', 415, 'unsupported_media_type'],
    ['post', '/v1/slates/parse', 'x', 'image/png', 415, 'unsupported_media_type'],
    [
      'post',
      '/v1/jobs',
      `"${'x'.repeat(20_100_000)}"`,
      'application/json',
      413,
      'payload_too_large',
    ],
    ['put', '/v1/jobs', '{}', 'application/json', 405, 'method_not_allowed'],
    ['delete', '/v1/jobs/x/result', '', 'text/plain', 405, 'method_not_allowed'],
    ['get', '/v2/nothing', '', 'text/plain', 404, 'route_not_found'],
    ['get', '/v1/jobs/%E0%A4%A', '', 'text/plain', 400, 'invalid_request'],
  ] as const)('%s %s is problem details (%#)', async (...given) => {
    const [method, path, body, type, status, code] = given;
    const response = await testApp().api[method](path).set('Content-Type', type).send(body);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.body).toMatchObject({ status, code, type: `/problems/${code}` });
    expect(response.status).toBe(status);
  });

  it('says which methods an address takes', async () => {
    const { headers } = await testApp().api.put('/v1/jobs').expect(405);
    expect(headers['allow']).toBe('DELETE, GET, HEAD, POST');
  });

  it('says which types an address takes', async () => {
    const { api } = testApp();
    const sent = await api.post('/v1/jobs').type('text/csv').send('id,name').expect(415);
    expect(sent.headers).toMatchObject({ accept: 'application/json' });
    expect(sent.headers).not.toHaveProperty('accept-patch');
    const types = 'application/merge-patch+json, application/json';
    const changed = await api.patch(`/v1/jobs/${ULID}`).type('text/csv').send('id').expect(415);
    expect(changed.headers).toMatchObject({ accept: types, 'accept-patch': types });
  });

  it('is 503 with a time to try again when the store is away', async () => {
    const store = new MemoryJobStore();
    store.find = () => Promise.reject(new AppError('store_unavailable', 'Redis is away'));
    const { api } = testApp({ store });
    const { body } = await api.get(`/v1/jobs/${ULID}`).expect(503).expect('Retry-After', '2');
    expect(body).toMatchObject({ code: 'store_unavailable' });
  });

  it.each([
    ['store_full', '10'],
    ['not_replicated', '2'],
  ] as const)('is 503 when the store says %s, and asks for %s seconds', async (code, seconds) => {
    const store = new MemoryJobStore();
    store.create = () => Promise.reject(new AppError(code, 'Not now'));
    const { body } = await testApp({ store })
      .api.post('/v1/jobs')
      .send({ kind: 'drill', input: { seconds: 1 } })
      .expect(503)
      .expect('Retry-After', seconds);
    expect(body).toMatchObject({ code });
  });

  it('tells nothing of a bug but that there is one', async () => {
    const store = new MemoryJobStore();
    store.find = () => Promise.reject(new Error('secret: hunter2'));
    const { api } = testApp({ store });
    const response = await api.get(`/v1/jobs/${ULID}`).expect(500);
    expect(response.body).toMatchObject({ code: 'internal_error' });
    expect(response.text).not.toContain('hunter2');
  });
});

describe('the correlation id', () => {
  it('is the client’s where valid, on the response and in the record', async () => {
    const { api } = testApp();
    const { body } = await api
      .post('/v1/jobs')
      .set('X-Correlation-ID', 'build-7.42')
      .send({ kind: 'drill', input: { seconds: 1 } })
      .expect('X-Correlation-ID', 'build-7.42');
    expect(body.correlationId).toBe('build-7.42');
  });

  it.each(['two words', 'x'.repeat(129), 'semi;colon'])(
    'is a new ULID instead of %j',
    async (id) => {
      const { api } = testApp();
      const { headers } = await api.get('/v1/jobs').set('X-Correlation-ID', id);
      expect(headers['x-correlation-id']).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    },
  );
});

describe('health', () => {
  it('tells version and uptime, whatever else is wrong', async () => {
    const { api, clock } = testApp();
    clock.advance(5_000);
    const { body } = await api.get('/health').expect(200);
    expect(body).toEqual({
      status: 'ok',
      version: '9.9.9',
      timestamp: '2026-02-15T18:30:05.000Z',
      uptimeSeconds: 5,
    });
  });

  it('is ready when everything it needs answers', async () => {
    const checks = [{ name: 'redis', check: async () => ({ usedMemoryBytes: 7 }) }];
    const { api } = testApp({ checks });
    for (const path of ['/ready', '/readyz']) {
      const { body } = await api.get(path).expect(200);
      expect(body).toMatchObject({
        status: 'ready',
        checks: { redis: { status: 'up', usedMemoryBytes: 7, latencyMs: expect.any(Number) } },
      });
    }
  });

  it.each(['/livez/', '/LIVEZ', '/readyz/'])('answers at %s as well', async (path) => {
    expect((await testApp().api.get(path)).status).toBe(200);
  });

  it('is not ready when a dependency is down, and says which and why', async () => {
    const checks = [
      { name: 'redis', check: async () => ({}) },
      { name: 'neo4j', check: () => Promise.reject(new Error('refused')) },
    ];
    const { body } = await testApp({ checks }).api.get('/ready').expect(503);
    expect(body.checks).toMatchObject({
      redis: { status: 'up' },
      neo4j: { status: 'down', reason: 'refused' },
    });
  });

  it('is alive but not ready while it drains', async () => {
    const { api, state } = testApp();
    state.draining = true;
    await api.get('/livez').expect(200);
    const { body } = await api.get('/readyz').expect(503).expect('Connection', 'close');
    expect(body).toMatchObject({ draining: true });
  });
});

describe('POST /v1/slates/parse', () => {
  const salaries = 'id,name,salary,projection\n1,Ann,9000,40\n2,Bo,8000,30.5\n';

  it('reads a salary file as it is', async () => {
    const { api } = testApp();
    const { body } = await api
      .post('/v1/slates/parse')
      .set('Content-Type', 'text/csv')
      .send(salaries)
      .expect(200);
    expect(body).toMatchObject({
      format: 'plain',
      drivers: [
        { id: '1', name: 'Ann', salary: 9_000, projection: 40 },
        { id: '2', name: 'Bo', salary: 8_000, projection: 30.5 },
      ],
    });
  });

  it('joins a second file with projections', async () => {
    const { api } = testApp();
    const files = { salaries, projections: 'name,projection\nBo,55\nAnn,44\n' };
    const { body } = await api.post('/v1/slates/parse').send(files).expect(200);
    expect(body.drivers.map(({ projection }: { projection: number }) => projection)).toEqual([
      44, 55,
    ]);
  });

  it('reports every wrong row with its line and column', async () => {
    const { api } = testApp();
    const { body } = await api
      .post('/v1/slates/parse')
      .set('Content-Type', 'text/csv')
      .send('id,name,salary,projection\n1,Ann,much,40\n2,Bo,8000,high\n')
      .expect(400);
    expect(body).toMatchObject({
      code: 'invalid_slate_file',
      errors: [
        { line: 2, column: 'salary' },
        { line: 3, column: 'projection' },
      ],
    });
  });
});

describe('queue inspection', () => {
  it('is for this machine only, by address and by name', async () => {
    const { api } = testApp();
    const local = await api.get('/admin/queues').set('Host', 'localhost:3000');
    expect(local.body.detail).toBe('The queue is in memory: inspection needs Redis');
    for (const headers of [
      { Host: 'evil.example' },
      { 'X-Forwarded-For': '1.2.3.4' },
      { Forwarded: 'for=1.2.3.4' },
      { 'X-Real-IP': '1.2.3.4' },
      { Via: '1.1 proxy' },
    ]) {
      const { body } = await api.get('/admin/queues').set(headers).expect(404);
      expect(body.detail).toBe('Only from the machine itself');
    }
  });
});
