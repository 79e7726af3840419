import { completed } from '@pitwall/job-state';
import { describe, expect, it } from 'vitest';

import { FIRST_START, testApp } from './testApp.ts';

function testEdits() {
  const parts = testApp();
  const { api, store, clock, submit, start } = parts;
  const edit = (id: string, patch: object) =>
    api.patch(`/v1/jobs/${id}`).set('Content-Type', 'application/merge-patch+json').send(patch);
  const aCompletedJob = async (): Promise<string> => {
    const id = await submit();
    await start(id);
    const end = { fence: FIRST_START.fence, atMs: clock.now(), keepForMs: 1_000 };
    await store.change(id, completed({ ...end, result: 1 }));
    return id;
  };
  return { ...parts, edit, aCompletedJob };
}

describe('PATCH /v1/jobs/{id}', () => {
  it('changes name, tags and priority', async () => {
    const { edit, submit } = testEdits();
    const id = await submit();
    const patch = { name: 'new', tags: ['a', 'b', 'a'], priority: 'urgent' };
    const { body } = await edit(id, patch).expect(200).expect('ETag', '"v2"');
    expect(body).toMatchObject({ ...patch, tags: ['a', 'b'], version: 2 });
  });

  it('takes plain JSON too, and no other kind of body', async () => {
    const { api, submit } = testEdits();
    const id = await submit();
    const json = await api.patch(`/v1/jobs/${id}`).send({ name: 'x' });
    const text = await api.patch(`/v1/jobs/${id}`).type('text/plain').send('name');
    expect([json.status, text.status]).toEqual([200, 415]);
  });

  it('takes away what is null', async () => {
    const { edit, submit } = testEdits();
    const drill = { kind: 'drill', input: { seconds: 1 } };
    const id = await submit({ ...drill, name: 'old', tags: ['a'], priority: 'low' });
    const { body } = await edit(id, { name: null, tags: null, priority: null }).expect(200);
    expect(body).toMatchObject({ tags: [], priority: 'normal' });
    expect(body).not.toHaveProperty('name');
  });

  it('makes no new version of what is so already', async () => {
    const { edit, submit } = testEdits();
    const id = await submit();
    await edit(id, { name: 'x', priority: 'high' }).expect(200);
    const { body } = await edit(id, { name: 'x', priority: 'high' }).expect(200);
    expect(body).toMatchObject({ version: 2 });
  });

  it('lets a job overtake those that wait', async () => {
    const { edit, queue, submit } = testEdits();
    const [first, second] = [await submit(), await submit()];
    await edit(second, { priority: 'urgent' }).expect(200);
    expect([queue.take()?.entry.id, queue.take()?.entry.id]).toEqual([second, first]);
  });

  it('goes by If-Match: only the version that was seen is changed', async () => {
    const { edit, submit } = testEdits();
    const id = await submit();
    const { body } = await edit(id, { name: 'x' })
      .set('If-Match', '"v7"')
      .expect(412)
      .expect('ETag', '"v1"');
    expect(body).toMatchObject({ code: 'precondition_failed' });
    await edit(id, { name: 'x' }).set('If-Match', 'W/"v1"').expect(412);
    await edit(id, { name: 'x' }).set('If-Match', '"v7", "v1"').expect(200);
    await edit(id, { name: 'y' }).set('If-Match', '*').expect(200);
    const unquoted = await edit(id, { name: 'z' }).set('If-Match', 'v3').expect(400);
    expect(unquoted.body.detail).toBe('If-Match takes entity tags in quotes, such as "v3", or *');
    await edit(id, { name: 'y' }).set('If-Match', '"v1"').expect(412);
  });

  it('leaves a job that has ended its labels, and not its priority', async () => {
    const { edit, aCompletedJob } = testEdits();
    const id = await aCompletedJob();
    const { body } = await edit(id, { priority: 'low', name: 'x' }).expect(409);
    expect(body).toMatchObject({ code: 'job_not_editable' });
    await edit(id, { name: 'best', tags: ['kept'], priority: 'normal' }).expect(200);
  });

  it('refuses what is no field of an edit', async () => {
    const { edit, submit } = testEdits();
    const id = await submit();
    for (const patch of [{ status: 'completed' }, { name: '' }]) {
      expect((await edit(id, patch)).body).toMatchObject({ code: 'invalid_request' });
    }
  });
});
