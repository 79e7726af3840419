import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { cancelled, started } from '../src/index.ts';
import { FIRST, KEEP } from './startedJob.ts';
import { freshPrefix, useRedis } from './useRedis.ts';

const { redis, createStore } = useRedis();

describe('a record from before jobs were counted', () => {
  it('goes its way, and takes nothing from the counts of others', async () => {
    const prefix = freshPrefix();
    const store = createStore(prefix);
    const [older, counted] = [aJob(), aJob()];
    await store.create({ job: older, input: {} });
    // As an older release leaves it.
    await redis.del(`${prefix}:jobs:counts`, `${prefix}:jobs:tenant:default:counts`);
    await redis.hdel(`${prefix}:job:${older.id}`, 'waits_from_ms', 'search');
    await store.create({ job: counted, input: {} });
    for (const { id } of [older, counted]) {
      expect(await store.change(id, started({ ...FIRST, atMs: 1 }))).toMatchObject({
        type: 'applied',
      });
    }
    for (const { id } of [older, counted]) await store.change(id, cancelled({ atMs: 2, ...KEEP }));
    const cancelledOnes = { [`cancelled:${counted.kind}`]: '1' };
    expect(await redis.hgetall(`${prefix}:jobs:counts`)).toEqual(cancelledOnes);
    expect(await store.remove(older.id)).toBe('removed');
    expect(await redis.hgetall(`${prefix}:jobs:counts`)).toEqual(cancelledOnes);
    expect(await redis.hgetall(`${prefix}:jobs:tenant:default:counts`)).toEqual(cancelledOnes);
  });
});
