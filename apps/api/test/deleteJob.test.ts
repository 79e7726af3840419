import { describe, expect, it } from 'vitest';

import { testApp } from './testApp.ts';

describe('DELETE /v1/jobs/{id}', () => {
  it('removes a job that has ended, and then knows it no more', async () => {
    const { api, store, submit } = testApp();
    const id = await submit();
    await api.post(`/v1/jobs/${id}/cancel`).expect(200);
    await api.delete(`/v1/jobs/${id}`).expect(204);
    await api.get(`/v1/jobs/${id}`).expect(404);
    await api.delete(`/v1/jobs/${id}`).expect(404);
    expect(await store.findInput(id)).toBeUndefined();
    expect((await api.get('/v1/jobs')).body.jobs).toEqual([]);
  });

  it('is refused to a job that has not ended, unless that is to be cancelled', async () => {
    const { api, store, queue, submit, start } = testApp();
    const [waiting, running] = [await submit(), await submit()];
    await start(running);
    for (const id of [waiting, running]) {
      const { body } = await api.delete(`/v1/jobs/${id}`).expect(409);
      expect(body).toMatchObject({ code: 'job_running' });
      await api.delete(`/v1/jobs/${id}?cancel=true`).expect(204);
      expect(await store.find(id)).toBeUndefined();
    }
    expect(await queue.statesOf([{ id: waiting, generation: 1 }])).toEqual(['absent']);
  });

  it('makes a repeated submit find that its job is gone', async () => {
    const { api } = testApp();
    const send = () =>
      api
        .post('/v1/jobs')
        .set('Idempotency-Key', 'once')
        .send({ kind: 'drill', input: { seconds: 1 } });
    const { body } = await send().expect(202);
    await api.delete(`/v1/jobs/${body.id}?cancel=true`).expect(204);
    const again = await send().expect(410);
    expect(again.body).toMatchObject({ code: 'job_expired' });
  });
});
