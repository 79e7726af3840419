import { completed, type JobRequest, released } from '@pitwall/job-state';
import { describe, expect, it } from 'vitest';

import { FIRST_START, testApp } from './testApp.ts';

const { fence } = FIRST_START;

describe('POST /v1/jobs/{id}/stop', () => {
  it('asks a running job to finish, and tells the workers', async () => {
    const { api, store, submit, start } = testApp();
    const heard: JobRequest[] = [];
    await store.watchRequests((request) => heard.push(request));
    const id = await submit();
    await start(id);
    const { body } = await api.post(`/v1/jobs/${id}/stop`).expect(202);
    expect(body).toMatchObject({ status: 'running', stopRequestedAt: '2026-02-15T18:30:00.000Z' });
    expect(heard).toEqual([{ id, request: 'stop' }]);
  });

  it('answers the same when it is asked again', async () => {
    const { api, clock, submit, start } = testApp();
    const id = await submit();
    await start(id);
    const first = await api.post(`/v1/jobs/${id}/stop`).expect(202);
    clock.advance(1_000);
    const second = await api.post(`/v1/jobs/${id}/stop`).expect(202);
    expect(second.body).toEqual(first.body);
  });

  it('is refused to a job that waits', async () => {
    const { api, submit } = testApp();
    const id = await submit();
    const { body } = await api.post(`/v1/jobs/${id}/stop`).expect(409);
    expect(body).toMatchObject({ code: 'job_not_running' });
  });

  it('stays asked of a job that was released before it could finish', async () => {
    const { api, store, clock, submit, start } = testApp();
    const id = await submit();
    await start(id);
    await api.post(`/v1/jobs/${id}/stop`).expect(202);
    await store.change(id, released({ fence, atMs: clock.now() }));
    const { body } = await api.post(`/v1/jobs/${id}/stop`).expect(202);
    expect(body).toMatchObject({ status: 'pending', stopRequestedAt: expect.any(String) });
  });

  it('leaves a job that has ended as it ended', async () => {
    const { api, store, clock, submit, start } = testApp();
    const id = await submit();
    await start(id);
    const end = { fence, atMs: clock.now(), keepForMs: 1_000 };
    await store.change(id, completed({ ...end, result: 'kept', termination: 'optimal' }));
    const { body } = await api.post(`/v1/jobs/${id}/stop`).expect(200);
    expect(body).toMatchObject({ status: 'completed', termination: 'optimal' });
    expect(body).not.toHaveProperty('stopRequestedAt');
  });

  it('answers 404 for an id nobody has', async () => {
    const { status } = await testApp().api.post('/v1/jobs/nobody/stop');
    expect(status).toBe(404);
  });
});
