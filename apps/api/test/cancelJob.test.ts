import { completed, type JobRequest } from '@pitwall/job-state';
import { describe, expect, it } from 'vitest';

import { FIRST_START, testApp } from './testApp.ts';

describe('POST /v1/jobs/{id}/cancel', () => {
  it('ends a pending job and takes it from the queue', async () => {
    const { api, queue, submit } = testApp();
    const id = await submit();
    const { body } = await api.post(`/v1/jobs/${id}/cancel`).expect(200);
    expect(body).toMatchObject({ status: 'cancelled', expiresAt: '2026-02-22T18:30:00.000Z' });
    expect(await queue.statesOf([{ id, generation: 1 }])).toEqual(['absent']);
  });

  it('ends a running job and announces it to the workers', async () => {
    const { api, store, submit, start } = testApp();
    const heard: JobRequest[] = [];
    await store.watchRequests((request) => heard.push(request));
    const id = await submit();
    await start(id);
    const { body } = await api.post(`/v1/jobs/${id}/cancel`).expect(200);
    expect(body).toMatchObject({ status: 'cancelled' });
    expect(heard).toEqual([{ id, request: 'cancel' }]);
  });

  it('leaves a job that has ended as it ended, however often it is asked', async () => {
    const { api, store, clock, submit, start } = testApp();
    const id = await submit();
    await start(id);
    const end = { fence: FIRST_START.fence, atMs: clock.now(), keepForMs: 1_000 };
    await store.change(id, completed({ ...end, result: 'kept' }));
    for (let times = 0; times < 2; times += 1) {
      const { body } = await api.post(`/v1/jobs/${id}/cancel`).expect(200);
      expect(body).toMatchObject({ status: 'completed' });
    }
    expect(await store.findResult(id)).toBe('kept');
  });

  it('answers 404 for an id nobody has', async () => {
    const { status } = await testApp().api.post('/v1/jobs/nobody/cancel');
    expect(status).toBe(404);
  });
});
