import { AppError, ROUTES, type RouteShape } from '@pitwall/contract';
import { MemoryAuditLog, MemoryJobStore } from '@pitwall/job-state';
import { createLogger } from '@pitwall/runtime';
import { withResolvers } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { testApp } from './testApp.ts';

const ADMIN_KEY = 'a'.repeat(40);
const ADMIN = { authorization: `Bearer ${ADMIN_KEY}` };

describe('GET /v1/audit', () => {
  it('tells who did what to which job, and how it went, newest first', async () => {
    const { api, submit } = testApp();
    const id = await submit();
    await api.post(`/v1/jobs/${id}/stop`).set('X-Correlation-ID', 'why').expect(409);
    await api.patch(`/v1/jobs/${id}`).send({ priority: 'high' }).expect(200);
    await api.post(`/v1/jobs/${id}/cancel`).expect(200);
    await api.get(`/v1/jobs/${id}`).expect(200);
    const { body } = await api.get('/v1/audit').expect(200);
    const who = { keyId: 'local', keyName: expect.any(String), tenant: 'default', target: id };
    expect(body.entries).toMatchObject([
      { ...who, action: 'job.cancel', outcome: 'done', at: '2026-02-15T18:30:00.000Z' },
      { ...who, action: 'job.edit', outcome: 'done', details: { priority: 'high' } },
      { ...who, action: 'job.stop', outcome: 'job_not_running', correlationId: 'why' },
    ]);
    expect(body).not.toHaveProperty('nextCursor');
  });

  it('tells which old jobs were deleted, and how many, or that they were only counted', async () => {
    const { api, clock, submit } = testApp();
    const id = await submit();
    await api.post(`/v1/jobs/${id}/cancel`).expect(200);
    clock.advance(1);
    const address = '/v1/jobs?status=cancelled&olderThanHours=0';
    await api.delete(`${address}&dryRun=true`).expect(200);
    await api.delete(address).expect(200);
    const { body } = await api.get('/v1/audit').expect(200);
    const asked = { status: ['cancelled'], olderThanHours: 0, tenant: 'default', deleted: 1 };
    expect(body.entries.slice(0, 2)).toMatchObject([
      { action: 'jobs.clean_up', details: { ...asked, dryRun: false } },
      { action: 'jobs.clean_up', details: { ...asked, dryRun: true } },
    ]);
  });

  it('tells which key was made, for whom and for what', async () => {
    const { api } = testApp({ env: { ADMIN_API_KEY: ADMIN_KEY } });
    const wish = { name: 'nightly', scopes: ['jobs:read'] };
    const { body: key } = await api.post('/v1/api-keys').set(ADMIN).send(wish).expect(201);
    const { body } = await api.get('/v1/audit').set(ADMIN).expect(200);
    expect(body.entries).toMatchObject([
      { action: 'api_key.create', details: { apiKey: key.id, tenant: 'default', ...wish } },
    ]);
    expect(JSON.stringify(body)).not.toContain(key.key);
  });

  it('is read in pages', async () => {
    const { api, submit } = testApp();
    for (let count = 0; count < 3; count += 1) {
      await api.post(`/v1/jobs/${await submit()}/cancel`).expect(200);
    }
    const first = await api.get('/v1/audit?limit=2').expect(200);
    const { nextCursor } = first.body;
    const second = await api.get(`/v1/audit?limit=2&cursor=${nextCursor}`).expect(200);
    expect([first.body.entries.length, second.body.entries.length]).toEqual([2, 1]);
    const { body } = await api.get('/v1/audit?cursor=forged').expect(400);
    expect(body).toMatchObject({ code: 'cursor_invalid' });
  });

  it('shows the acts of another tenant when asked for them', async () => {
    const { api, submit } = testApp();
    await api.post(`/v1/jobs/${await submit()}/cancel`).expect(200);
    const { body } = await api.get('/v1/audit?tenant=other').expect(200);
    expect(body.entries).toEqual([]);
  });

  it('never keeps an act from being done, and tells what it could not hold', async () => {
    const audit = new MemoryAuditLog();
    const away = new AppError('store_unavailable', 'Redis is away');
    audit.write = () => Promise.reject(away);
    const log = createLogger({ name: 'test', level: 'silent', pretty: false });
    const errors: unknown[] = [];
    log.error = (...line: unknown[]) => void errors.push(line);
    const { api, submit } = testApp({ audit, log });
    const id = await submit();
    expect((await api.get('/metrics')).text).toMatch(/^pitwall_audit_failures_total 0$/m);
    const { body } = await api.post(`/v1/jobs/${id}/cancel`).expect(200);
    expect(body).toMatchObject({ status: 'cancelled' });
    const entry = { action: 'job.cancel', target: id, keyId: 'local', outcome: 'done' };
    expect(errors).toEqual([
      [
        { err: away, entry: expect.objectContaining(entry) as object },
        'act not written to the audit log',
      ],
    ]);
    expect((await api.get('/metrics')).text).toMatch(/^pitwall_audit_failures_total 1$/m);
  });

  it.each([
    ['done', 200],
    ['job_not_found', 404],
  ])('has an act that is answered (%s)', async (outcome, status) => {
    const audit = new MemoryAuditLog();
    const [asked, allowed] = [withResolvers<void>(), withResolvers<void>()];
    const write = audit.write.bind(audit);
    audit.write = async (entry) => {
      asked.resolve();
      await allowed.promise;
      await write(entry);
    };
    const { api, submit } = testApp({ audit });
    const id = outcome === 'done' ? await submit() : 'nothing';
    let isAnswered = false;
    const answer = api.post(`/v1/jobs/${id}/cancel`).expect(status);
    const answered = answer.then(() => (isAnswered = true));
    await asked.promise;
    // Whatever was answered before this comes before this.
    await api.get('/livez').expect(200);
    expect(isAnswered).toBe(false);
    allowed.resolve();
    await answered;
    const { body } = await api.get('/v1/audit').expect(200);
    expect(body.entries).toMatchObject([{ action: 'job.cancel', outcome }]);
  });

  it('holds up nobody who is told that the store is away', async () => {
    const audit = new MemoryAuditLog();
    audit.write = () => new Promise(() => {});
    const store = new MemoryJobStore();
    const { api, submit } = testApp({ audit, store });
    const id = await submit();
    store.find = () => Promise.reject(new AppError('store_unavailable', 'Redis is away'));
    const { body } = await api.post(`/v1/jobs/${id}/cancel`).expect(503);
    expect(body).toMatchObject({ code: 'store_unavailable' });
  });

  it('names every act there is: each route that changes something but a submit', () => {
    const unnamed = Object.values<RouteShape>(ROUTES)
      .filter(({ method, audit, submits }) => method !== 'get' && !audit && !submits)
      .map(({ method, path }) => `${method} ${path}`);
    expect(unnamed).toEqual(['post /v1/jobs/{id}/entries', 'post /v1/slates/parse']);
  });
});
