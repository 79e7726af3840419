import { randomUUID } from 'node:crypto';

import { eventually } from '@pitwall/test-kit';
import { afterEach, describe, expect, it } from 'vitest';

import {
  BEFORE_ALL_EVENTS,
  type JobEvent,
  progressed,
  RedisJobEvents,
  type RedisJobStore,
} from '../src/index.ts';
import { describeJobEvents } from './jobEventsContract.ts';
import { aStartedJob, FIRST } from './startedJob.ts';
import { freshPrefix, useRedis } from './useRedis.ts';

const { redis, createStore } = useRedis();
const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const part of opened.splice(0)) await part.close();
});

function create() {
  const prefix = freshPrefix();
  const store = createStore(prefix);
  const connectionName = `events-${randomUUID()}`;
  const own = redis.duplicate({ connectionName });
  const events = new RedisJobEvents(own, { prefix });
  opened.push(events, { close: async () => own.disconnect() });
  /** The connections of ours that listen. */
  const listening = async () => {
    const all = String(await redis.client('LIST'))
      .trim()
      .split('\n');
    return all.filter(
      (line) => line.includes(` name=${connectionName} `) && /[ ]sub=[1-9]/.test(line),
    );
  };
  return { store, events, prefix, listening };
}

describeJobEvents('RedisJobEvents', create);

async function watch(events: RedisJobEvents, id: string, onPage?: () => Promise<void>) {
  const seen: JobEvent[] = [];
  const made = await events.watchJob(id, {
    after: BEFORE_ALL_EVENTS,
    onEvent: (event) => void seen.push(event),
    onGap: () => {
      throw new Error('There is no gap');
    },
    ...(onPage ? { onPage } : {}),
  });
  return { seen, stop: () => made.stop() };
}

const makeProgress = (store: RedisJobStore, id: string, progress: number) =>
  store.change(id, progressed({ fence: FIRST.fence, atMs: 2_000, progress }));

describe('the connection that listens', () => {
  it('is one however many watch, hears only what is watched, and forgets the rest', async () => {
    const { store, events, listening } = create();
    const ids = await Promise.all(Array.from({ length: 5 }, () => aStartedJob(store)));
    const watches = await Promise.all([...ids, ...ids].map((id) => watch(events, id)));
    const [line, ...others] = await listening();
    expect(others).toEqual([]);
    expect(line).toContain(' sub=5 ');
    for (const { stop } of watches.slice(1)) stop();
    await eventually(async () => expect((await listening())[0]).toContain(' sub=1 '));
    watches[0]?.stop();
    await eventually(async () => expect(await listening()).toEqual([]));
  });

  it('is made anew when it is lost, and nothing is missed or told twice', async () => {
    const { store, events, listening } = create();
    const id = await aStartedJob(store);
    const [one, other] = [await watch(events, id), await watch(events, id)];
    for (let progress = 1; progress <= 60; progress += 1) {
      await makeProgress(store, id, progress);
      if (progress % 20 !== 0) continue;
      const [line = ''] = await eventually(async () => {
        const lines = await listening();
        expect(lines).toHaveLength(1);
        return lines;
      });
      await redis.client('KILL', 'ID', /\bid=(\d+)/.exec(line)?.[1] ?? '');
    }
    const versions = Array.from({ length: 62 }, (_, index) => index + 1);
    for (const { seen } of [one, other]) {
      await eventually(() => expect(seen.map(({ version }) => version)).toEqual(versions));
    }
  });
});

describe('who reads slowly', () => {
  it('is given page by page what was missed, and in the end all of it', async () => {
    const { store, events } = create();
    const id = await aStartedJob(store);
    for (let step = 1; step <= 500; step += 1) await makeProgress(store, id, step / 5);
    let pages = 0;
    const { seen } = await watch(events, id, async () => {
      pages += 1;
      await makeProgress(store, id, 100);
    });
    expect(pages).toBe(2);
    await eventually(() => expect(seen).toHaveLength(504));
  });
});
