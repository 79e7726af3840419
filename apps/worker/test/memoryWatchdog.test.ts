import { FakeClock } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { MemoryWatchdog, readRssMb } from '../src/threads/memoryWatchdog.ts';

function watch({ limitMb = 100, everyMs = 1_000 } = {}) {
  const clock = new FakeClock();
  const told: number[] = [];
  let rssMb = 0;
  const watchdog = new MemoryWatchdog({
    limitMb,
    everyMs,
    clock,
    readRssMb: () => rssMb,
    onExceeded: (mb) => told.push(mb),
  });
  const lookAt = (mb: number) => {
    rssMb = mb;
    watchdog.look();
  };
  return { clock, told, watchdog, lookAt };
}

describe('MemoryWatchdog', () => {
  it('says nothing up to the limit', () => {
    const { told, lookAt } = watch();
    lookAt(99);
    lookAt(100);
    expect(told).toEqual([]);
  });

  it('tells once that the limit is exceeded, and how far', () => {
    const { told, lookAt } = watch();
    lookAt(101);
    lookAt(150);
    expect(told).toEqual([101]);
  });

  it('tells again when the memory was in order in between', () => {
    const { told, lookAt } = watch();
    for (const rssMb of [101, 100, 102]) lookAt(rssMb);
    expect(told).toEqual([101, 102]);
  });

  it('tells again when two seconds have brought no relief', () => {
    const { told, clock, lookAt } = watch();
    lookAt(101);
    clock.advance(1_999);
    lookAt(102);
    clock.advance(1);
    lookAt(103);
    lookAt(104);
    expect(told).toEqual([101, 103]);
  });

  it('looks by itself once it is started, and may be started and stopped twice', async () => {
    const { told, watchdog } = watch({ limitMb: -1, everyMs: 5 });
    watchdog.stop();
    watchdog.start();
    watchdog.start();
    await expect.poll(() => told).toEqual([0]);
    watchdog.stop();
    watchdog.stop();
  });

  it('can read what this process really takes', () => {
    expect(readRssMb()).toBeGreaterThan(20);
  });
});
