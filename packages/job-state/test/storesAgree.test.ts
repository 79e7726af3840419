import type { Job } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import {
  type Backlog,
  type JobChange,
  type JobStats,
  type JobStore,
  type JobUsage,
  MemoryJobStats,
  MemoryJobStore,
  RedisBacklog,
  RedisJobStats,
  RedisUsage,
} from '../src/index.ts';
import { aChange, type Draw } from './someChanges.ts';
import { freshPrefix, useRedis } from './useRedis.ts';

const { redis, createStore } = useRedis();

const HOUR_MS = 3_600_000;
const FROM_MS = Date.parse('2026-11-21T12:00:00Z');
const STEPS = 400;
const KEYS = ['k', 'l'];

type Side = { store: JobStore; backlog: Backlog; usage: JobUsage; stats: JobStats };

function memorySide(limits: Map<string, number>): Side {
  const store = new MemoryJobStore({ findRunningLimit: async (id) => limits.get(id) });
  return { store, backlog: store.backlog, usage: store.usage, stats: new MemoryJobStats(store) };
}

function redisSide(prefix: string): Side {
  return {
    store: createStore(prefix),
    backlog: new RedisBacklog(redis, { prefix }),
    usage: new RedisUsage(redis, { prefix }),
    stats: new RedisJobStats(redis, { prefix }),
  };
}

/** Numbers that look random and are the same for the same seed: mulberry32. */
function drawsOf(seed: number): Draw {
  let state = seed;
  const share = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return (below) => Math.floor(below * share());
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}

function someJob(draw: Draw, atMs: number): Job {
  return aJob({
    createdAt: at(atMs),
    updatedAt: at(atMs),
    tenant: ['a', 'b'][draw(2)] ?? '',
    kind: ['drill', 'portfolio'][draw(2)] ?? '',
    tags: ['x', 'y', 'z'].slice(draw(3)),
    ...(draw(3) > 0 ? { submittedBy: KEYS[draw(2)] } : {}),
    ...(draw(2) > 0 ? { name: ['final run', 'practice'][draw(2)] } : {}),
    ...(draw(3) > 0 ? {} : { runAt: at(atMs + 5_000) }),
    ...(draw(3) > 0 ? {} : { startBy: at(atMs + 20_000) }),
  });
}

/** All that can be asked about the jobs of a store. */
async function allOf({ store, backlog, usage, stats }: Side, ids: string[], atMs: number) {
  const notes = { after: 0, limit: 1_000 };
  const lists = [
    ...(['newest', 'oldest', 'first_ended', 'last_ended'] as const).map((order) => ({ order })),
    { tenant: 'a', status: ['pending' as const] },
    { status: ['failed' as const, 'cancelled' as const], order: 'last_ended' as const },
    { tags: ['x'] },
    { tenant: 'a', words: ['fin'] },
    { tenant: 'b', words: ['changed'] },
    { kind: 'drill', endedBeforeMs: atMs - 60_000, order: 'first_ended' as const },
  ];
  const query = { fromMs: FROM_MS, toMs: FROM_MS + 4 * HOUR_MS };
  const { counts, waitingSinceMs } = await stats.now({ tenant: undefined, atMs });
  const hours = [undefined, 'a', 'b'].map((tenant) => stats.hours({ ...query, tenant }));
  return {
    jobs: await Promise.all(ids.map((id) => store.find(id))),
    starts: await Promise.all(ids.map((id) => store.findStarts(id))),
    checkpoints: await Promise.all(ids.map((id) => store.findCheckpoint(id))),
    incumbents: await Promise.all(ids.map((id) => store.findIncumbents(id, notes))),
    logs: await Promise.all(ids.map((id) => store.findLogs(id, notes))),
    counts: await Promise.all([store.counts(), store.counts('a'), store.counts('b')]),
    lists: await Promise.all(
      lists.map(async (list) =>
        (await store.list({ limit: 1_000, ...list })).jobs.map(({ id }) => id),
      ),
    ),
    ofKeys: await Promise.all(
      KEYS.map(async (key) => [
        await backlog.countPending(key),
        await usage.countRunning(key),
        (await usage.findUsage(key, FROM_MS)).toFixed(3),
      ]),
    ),
    overdue: await backlog.findOverdue({ atMs, limit: 1_000 }),
    rate: await backlog.findRate(atMs),
    times: await usage.findServiceTimes(['drill', 'portfolio']),
    stats: {
      waitingSinceMs,
      counts: counts.map(({ status, kind, count }) => `${status} ${kind} ${count}`).toSorted(),
      hours: (await Promise.all(hours))
        .flat()
        .map(({ atMs: of, sums }) => [of, Object.fromEntries([...sums].toSorted(byName))]),
    },
  };
}

function byName([one]: [string, number], [other]: [string, number]): number {
  return one < other ? -1 : 1;
}

describe('the store in memory and that in Redis', () => {
  it.each([1, 2, 3])(
    'agree on all there is to ask, whatever is done to jobs (%i)',
    async (seed) => {
      const draw = drawsOf(seed);
      const prefix = freshPrefix();
      const limits = new Map<string, number>([['k', 3]]);
      await redis.hset(`${prefix}:apikey:k`, 'limits', '{"runningJobs":3}');
      const sides = [memorySide(limits), redisSide(prefix)] as const;
      const ids: string[] = [];
      let atMs = FROM_MS;
      const both = async <T>(ask: (side: Side) => Promise<T>, what: unknown): Promise<T> => {
        const [ofMemory, ofRedis] = [await ask(sides[0]), await ask(sides[1])];
        expect({ what, came: ofRedis }).toEqual({ what, came: ofMemory });
        return ofMemory;
      };
      for (let step = 0; step < STEPS; step += 1) {
        atMs += draw(20_000);
        const what = draw(20);
        const id = ids[draw(ids.length)] ?? '';
        if (what < 3 || ids.length < 3) {
          const job = someJob(draw, atMs);
          ids.push(job.id);
          await both(({ store }) => store.create({ job, input: { step } }), 'create');
        } else if (what === 3) {
          const expiry = { atMs, historyForMs: 600_000, limit: 1_000 };
          await both(({ store }) => store.expire(expiry), 'expire');
        } else if (what === 4 && draw(4) === 0) {
          await both(({ store }) => store.remove(id), 'remove');
        } else {
          const job = await sides[0].store.find(id);
          const change: JobChange | undefined = job && aChange(job, draw, atMs);
          if (change) await both(({ store }) => store.change(id, change), change);
        }
        if (step % 50 === 49) await both((side) => allOf(side, ids, atMs), `step ${step}`);
      }
    },
  );
});
