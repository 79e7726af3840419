import { NO_LIMITS } from '@pitwall/contract';
import { MemoryJobStore } from '@pitwall/job-state';
import { describe, expect, it } from 'vitest';

import { aKeyHolder } from './keyHolders.ts';
import { testApp } from './testApp.ts';

const DRILL = { kind: 'drill', input: { seconds: 1 } };

describe('a limited key', () => {
  it('is told on every answer what is left, and 429 when nothing is', async () => {
    const { api, keys, clock } = testApp();
    const who = await aKeyHolder(keys, { limits: { ...NO_LIMITS, requestsPerMinute: 3 } });
    const policy = '"requests";q=3;w=60';
    for (const [path, status, left] of [
      ['/v1/me', 200, 2],
      ['/v1/jobs/nobody', 404, 1],
      ['/v1/api-keys', 403, 0],
    ] as const) {
      const { headers } = await api.get(path).set(who).expect(status);
      expect(headers['ratelimit-policy']).toBe(policy);
      expect(headers['ratelimit']).toBe(`"requests";r=${left};t=60`);
    }
    clock.advance(15_500);
    const { body } = await api.get('/v1/me').set(who).expect(429).expect('Retry-After', '45');
    expect(body).toMatchObject({ code: 'rate_limited', 'violated-policies': ['requests'] });
    clock.advance(44_500);
    await api.get('/v1/me').set(who).expect(200);
  });

  it('pays for a batch as many submits as it has jobs, and nothing for looking', async () => {
    const { api, keys } = testApp();
    const who = await aKeyHolder(keys, { limits: { ...NO_LIMITS, submitsPerMinute: 3 } });
    await api.post('/v1/jobs?validateOnly=true').set(who).send(DRILL).expect(200);
    await api.post('/v1/jobs').set(who).send({ kind: 'nonsense' }).expect(400);
    const two = { jobs: [DRILL, DRILL] };
    await api.post('/v1/jobs/batch').set(who).send(two).expect(200);
    const { body } = await api.post('/v1/jobs/batch').set(who).send(two).expect(429);
    expect(body['violated-policies']).toEqual(['submits']);
    await api.get('/v1/jobs').set(who).expect(200);
    const four = { jobs: [DRILL, DRILL, DRILL, DRILL] };
    const never = await api.post('/v1/jobs/batch').set(who).send(four).expect(429);
    expect(never.body.detail).toBe('4 at once are more than the 3 submits a minute of this key');
    expect(never.headers).not.toHaveProperty('retry-after');
  });

  it('submits nothing more on a day whose seconds are used up', async () => {
    const usage = new MemoryJobStore().usage;
    usage.findUsage = async () => 100.5;
    const { api, keys } = testApp({ usage });
    const who = await aKeyHolder(keys, { limits: { ...NO_LIMITS, solverSecondsPerDay: 100 } });
    const { body } = await api.post('/v1/jobs').set(who).send(DRILL).expect(429);
    expect(body).toMatchObject({
      code: 'quota_exceeded',
      'violated-policies': ['solverSecondsPerDay'],
    });
    await api.post('/v1/jobs?validateOnly=true').set(who).send(DRILL).expect(429);
    const { headers } = await api.post('/v1/jobs').set(who).send(DRILL);
    // From 18:30 to midnight.
    expect(headers['retry-after']).toBe(String(5.5 * 3_600));
  });

  it('is told what it has used of each limit', async () => {
    const { api, keys } = testApp();
    const limits = { ...NO_LIMITS, requestsPerMinute: 50, pendingJobs: 4 };
    const who = await aKeyHolder(keys, { limits });
    await api.post('/v1/jobs').set(who).send(DRILL).expect(202);
    const { body } = await api.get('/v1/limits').set(who).expect(200);
    expect(body).toMatchObject({
      requestsPerMinute: {
        limit: 50,
        used: 2,
        remaining: 48,
        resetsAt: '2026-02-15T18:31:00.000Z',
      },
      submitsPerMinute: { limit: null, used: null, remaining: null },
      pendingJobs: { limit: 4, used: 1, remaining: 3 },
      solverSecondsPerDay: { limit: null, used: 0, resetsAt: '2026-02-16T00:00:00.000Z' },
    });
  });

  it('goes unnoticed by who has no limit', async () => {
    const { headers } = await testApp().api.get('/v1/me').expect(200);
    expect(headers['ratelimit']).toBeUndefined();
    expect(headers['ratelimit-policy']).toBeUndefined();
  });
});
