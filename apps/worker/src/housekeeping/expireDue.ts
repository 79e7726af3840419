import type { HousekeepingDeps } from './keepHouse.ts';

const AT_ONCE = 500;

/** A round is to stay short; what is left is for the next. */
const STOP_AFTER_MS = 300;

/** Deletes what is past its time. Returns how many records that were. */
export async function expireDue({
  store,
  clock,
  historyForMs,
}: Pick<HousekeepingDeps, 'store' | 'clock' | 'historyForMs'>): Promise<number> {
  const startedMs = performance.now();
  let expired = 0;
  for (;;) {
    const touched = await store.expire({ atMs: clock.now(), historyForMs, limit: AT_ONCE });
    expired += touched;
    if (touched < AT_ONCE || performance.now() - startedMs > STOP_AFTER_MS) return expired;
  }
}
