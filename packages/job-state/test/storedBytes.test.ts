import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { sharedSecret } from '../src/index.ts';
import { freshPrefix, useRedis } from './useRedis.ts';

const { redis, createStore } = useRedis();

function setUp() {
  const prefix = freshPrefix();
  return { prefix, store: createStore(prefix) };
}
const large = { rows: Array.from({ length: 4_000 }, (_, index) => `row ${index}`) };

describe('an input in Redis', () => {
  it('is plain JSON up to 16 kB, and compressed to a fraction above', async () => {
    const { prefix, store } = setUp();
    const [small, big] = [aJob(), aJob()];
    await store.create({ job: small, input: { a: 1 } });
    await store.create({ job: big, input: large });
    expect(await redis.hget(`${prefix}:job:${small.id}`, 'input_params')).toBe('{"a":1}');
    const stored = await redis.hgetBuffer(`${prefix}:job:${big.id}`, 'input_params');
    const { inputBytes = 0, storedBytes = 0 } = (await store.find(big.id)) ?? {};
    expect(stored).toHaveLength(storedBytes);
    expect(storedBytes).toBeLessThan(inputBytes / 3);
  });

  it('that an earlier version has written plainly is read however large it is', async () => {
    const { prefix, store } = setUp();
    const job = aJob();
    await store.create({ job, input: {} });
    await redis.hset(`${prefix}:job:${job.id}`, 'input_params', JSON.stringify(large));
    expect(await store.findInput(job.id)).toEqual(large);
  });

  it('that is not what its mark says is unreadable', async () => {
    const { prefix, store } = setUp();
    const job = aJob();
    await store.create({ job, input: {} });
    await redis.hset(`${prefix}:job:${job.id}`, 'input_params', Buffer.of(1, 2, 3));
    await expect(store.findInput(job.id)).rejects.toMatchObject({ code: 'record_unreadable' });
  });
});

describe('a shared secret', () => {
  it('is the same for all who ask, and another for each name', async () => {
    const { prefix } = setUp();
    const ask = (name: string) => sharedSecret(redis, { prefix, name });
    const [first, second] = await Promise.all([ask('cursor'), ask('cursor')]);
    expect(first).toBe(second);
    expect(await ask('cursor')).toBe(first);
    expect(await ask('other')).not.toBe(first);
  });
});
