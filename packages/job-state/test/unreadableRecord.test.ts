import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { started } from '../src/index.ts';
import { freshPrefix, useRedis } from './useRedis.ts';

const { redis, createStore } = useRedis();

describe('a record that cannot be read', () => {
  const prefix = freshPrefix();
  const key = (id: string) => `${prefix}:job:${id}`;

  async function setUp() {
    const store = createStore(prefix);
    const [sound, corrupt, future] = [aJob(), aJob(), aJob()];
    for (const job of [sound, corrupt, future]) await store.create({ job, input: {} });
    await redis.hset(key(corrupt.id), 'tags', '["half');
    await redis.hset(key(future.id), 'schema', '99');
    return { store, sound, corrupt, future };
  }

  it('is reported as such, counted, and does not take a list down', async () => {
    const { store, sound, corrupt, future } = await setUp();
    await expect(store.find(corrupt.id)).rejects.toMatchObject({ code: 'record_unreadable' });
    await expect(store.find(future.id)).rejects.toThrow(/version 99, we know 1/);
    const page = await store.list({ limit: 10 });
    expect(page.jobs.map((job) => job.id)).toContain(sound.id);
    expect(page.unreadable.map(({ id }) => id)).toEqual(
      expect.arrayContaining([corrupt.id, future.id]),
    );
    expect((await store.counts()).unreadable).toBeGreaterThanOrEqual(2);
  });

  it('of another layout is changed by nobody', async () => {
    const { store, future } = await setUp();
    const before = await redis.hgetall(key(future.id));
    const start = started({ fence: 1_000_001, attempt: 1, workerId: 'a', atMs: 1 });
    await expect(store.change(future.id, start)).rejects.toMatchObject({
      code: 'record_unreadable',
    });
    expect(await redis.hgetall(key(future.id))).toEqual(before);
  });

  it('of another type is unreadable too, for one job, a list, a change and a beat', async () => {
    const { store, sound } = await setUp();
    const wrong = aJob();
    await store.create({ job: wrong, input: {} });
    await redis.del(key(wrong.id));
    await redis.set(key(wrong.id), 'garbage');
    await expect(store.find(wrong.id)).rejects.toMatchObject({ code: 'record_unreadable' });
    await expect(store.findInput(wrong.id)).rejects.toMatchObject({ code: 'record_unreadable' });
    const start = started({ fence: 1_000_001, attempt: 1, workerId: 'a', atMs: 1 });
    await expect(store.change(wrong.id, start)).rejects.toMatchObject({
      code: 'record_unreadable',
    });
    const page = await store.list({ limit: 20 });
    expect(page.unreadable.map(({ id }) => id)).toContain(wrong.id);
    expect(page.jobs.map(({ id }) => id)).toContain(sound.id);
    const running = [{ id: wrong.id, fence: 1 }];
    const beat = { workerId: 'a', atMs: 1, threads: 1, running };
    expect(await store.beat(beat)).toEqual({ lost: [wrong.id], stopping: [] });
  });

  it('is changed by nobody either when only a number in it is broken', async () => {
    const { store, sound } = await setUp();
    await redis.hset(key(sound.id), 'version', 'x');
    const before = await redis.hgetall(key(sound.id));
    const start = started({ fence: 1_000_001, attempt: 1, workerId: 'a', atMs: 1 });
    await expect(store.change(sound.id, start)).rejects.toMatchObject({
      code: 'record_unreadable',
    });
    expect(await redis.hgetall(key(sound.id))).toEqual(before);
  });

  it('is not counted any more once it has been repaired', async () => {
    const store = createStore();
    const ownKey = freshPrefix();
    const own = createStore(ownKey);
    const job = aJob();
    await own.create({ job, input: {} });
    await redis.hset(`${ownKey}:job:${job.id}`, 'tags', '["half');
    await expect(own.find(job.id)).rejects.toMatchObject({ code: 'record_unreadable' });
    expect((await own.counts()).unreadable).toBe(1);
    await redis.hset(`${ownKey}:job:${job.id}`, 'tags', '[]');
    await own.expire({ atMs: 0, historyForMs: 0, limit: 10 });
    expect((await own.counts()).unreadable).toBe(0);
    expect((await store.counts()).unreadable).toBe(0);
  });

  it('reports an input that is no JSON as unreadable', async () => {
    const { store, sound } = await setUp();
    await redis.hset(key(sound.id), 'input_params', '{"a":');
    await expect(store.findInput(sound.id)).rejects.toMatchObject({ code: 'record_unreadable' });
  });
});
