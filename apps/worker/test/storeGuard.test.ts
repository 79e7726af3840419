import { createLogger } from '@pitwall/runtime';
import { FakeClock } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { StoreGuard } from '../src/jobs/storeGuard.ts';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });

function setUp() {
  const clock = new FakeClock();
  const did: string[] = [];
  const note = (what: string) => async () => void did.push(what);
  const guard = new StoreGuard({
    consumer: { pause: note('pause'), resume: note('resume') },
    running: { releaseAll: () => void did.push('release') },
    clock,
    log,
    makeRoom: note('make room'),
  });
  return { clock, did, guard };
}

describe('a store that is full', () => {
  it('makes the worker pause, give back what runs, and make room; then go on', () => {
    const { did, guard } = setUp();
    guard.full();
    expect(did).toEqual(['pause', 'release', 'make room']);
    expect(guard.isFull).toBe(true);
    guard.fine();
    expect(did.at(-1)).toBe('resume');
    expect(guard.isFull).toBe(false);
  });

  it('is paused for once, and room is made every five seconds while it lasts', () => {
    const { clock, did, guard } = setUp();
    for (let second = 0; second < 11; second += 1) {
      guard.full();
      clock.advance(1_000);
    }
    expect(did.filter((what) => what === 'pause')).toHaveLength(1);
    expect(did.filter((what) => what === 'make room')).toHaveLength(3);
  });
});

describe('a store that is full and then away', () => {
  it('makes the worker take jobs again once it answers', () => {
    const { clock, did, guard } = setUp();
    guard.full();
    clock.advance(30_000);
    guard.look();
    guard.fine();
    expect(did.at(-1)).toBe('resume');
  });
});

describe('a store that does not answer', () => {
  it('makes the worker stop its jobs at a checkpoint after half a minute, once', () => {
    const { clock, did, guard } = setUp();
    clock.advance(29_000);
    guard.look();
    expect(did).toEqual([]);
    clock.advance(1_000);
    guard.look();
    guard.look();
    expect(did).toEqual(['release']);
    guard.fine();
    clock.advance(30_000);
    guard.look();
    expect(did).toEqual(['release', 'release']);
  });
});
