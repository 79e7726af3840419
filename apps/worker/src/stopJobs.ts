import { setTimeout as sleep } from 'node:timers/promises';

import type { JobConsumer } from '@pitwall/job-queue';
import { type JobStore, released } from '@pitwall/job-state';
import type { Clock, Logger } from '@pitwall/runtime';

import type { HeldStart, RunningJobs, Tally } from './jobs/runningJobs.ts';

export type StopJobsDeps = {
  consumer: JobConsumer;
  running: RunningJobs;
  store: JobStore;
  clock: Clock;
  log: Logger;
};

/** The timeline of a stop, as shares of the grace. Of 90 s: 70 s, 80 s. */
const RELEASE_AT = 7 / 9;
const GIVE_BACK_AT = 8 / 9;

/** How long a job may take to leave its checkpoint once it is asked: half of what is left till then. */
const PATIENCE = (GIVE_BACK_AT - RELEASE_AT) / 2;

const IDLE_MS = 3_000;
const LOOK_EVERY_MS = 100;

/**
 * Takes nothing new and lets jobs finish; then asks each for a checkpoint and gives it back; then
 * gives back whatever has still not come home. `hurry` skips the first part.
 */
export function stopJobs(deps: StopJobsDeps) {
  const { consumer, running, log } = deps;
  const hurried = new AbortController();

  async function stop(graceMs: number): Promise<boolean> {
    const startedMs = deps.clock.now();
    const before = { ...running.tally };
    const clean = await endAll(startedMs, graceMs);
    log.info({ clean, jobs: since(before, running.tally) }, 'jobs have left this worker');
    return clean;
  }

  async function endAll(startedMs: number, graceMs: number): Promise<boolean> {
    const drained = Promise.race([consumer.drain().then(() => true), untilIdle(deps)]);
    const within = (share: number, signal?: AbortSignal) =>
      Promise.race([drained, waitUntil(startedMs + share * graceMs, deps.clock, signal)]);
    if (await within(RELEASE_AT, hurried.signal)) return true;
    log.info({ jobs: running.all.length }, 'running jobs asked to be released');
    running.releaseAll(PATIENCE * graceMs);
    if (await within(GIVE_BACK_AT)) return true;
    return await giveBack(deps);
  }

  return { stop, hurry: () => hurried.abort() };
}

/**
 * A queue that is away cannot say that it has nothing of ours. With nothing in hand for a while there
 * is nothing to wait for: a job that was on its way to us is handed to another worker.
 */
async function untilIdle({ running }: StopJobsDeps): Promise<true> {
  for (let idleMs = 0; idleMs < IDLE_MS; idleMs += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS, undefined, { ref: false });
    if (running.inHand > 0) idleMs = 0;
  }
  return true;
}

/** What has been counted since then. */
function since(before: Tally, now: Tally): Tally {
  const counts = Object.entries(now).map(
    ([how, count]) => [how, count - (before[how] ?? 0)] as const,
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

async function waitUntil(atMs: number, clock: Clock, signal?: AbortSignal): Promise<false> {
  try {
    const options = signal ? { ref: false, signal } : { ref: false };
    await sleep(Math.max(0, atMs - clock.now()), undefined, options);
  } catch {
    // Hurried: the wait is over early.
  }
  return false;
}

/**
 * What runs them does not answer: from the list of those that the store has as ours, also if all that
 * is left is a result that cannot be written. True when all could be given back.
 */
async function giveBack({ consumer, running, store, clock, log }: StopJobsDeps): Promise<boolean> {
  const stragglers = running.held;
  log.error({ jobs: stragglers.map(({ id }) => id) }, 'jobs given back from under their threads');
  const release = async ({ id, fence }: HeldStart) => {
    await store.change(id, released({ fence, atMs: clock.now() }));
    running.count('released');
  };
  const given = await Promise.allSettled(stragglers.map(release));
  const returned = await Promise.allSettled([consumer.releaseAll()]);
  const failures = [...given, ...returned].filter(({ status }) => status === 'rejected');
  for (const failure of failures) {
    const { reason } = failure as PromiseRejectedResult;
    log.error({ err: reason as unknown }, 'job could not be given back');
  }
  return failures.length === 0;
}
