import { PRIORITIES, type Priority } from '@pitwall/contract';
import { type RedisConnection, runScript, type Script } from '@pitwall/runtime';

import type { QueuedId, QueueEntry } from '../jobQueue.ts';
import { ALL_BANDS, type Band, bandOf, middleOf } from './bands.ts';
import { bullJobId } from './queueNames.ts';
import { REBASE, REPRIORITIZE, SETTLE_DUE, TAKE_TURNS } from './turnScripts.ts';

/** A script that gives turns to so many holds Redis up for a few milliseconds. */
const SETTLE_AT_ONCE = 1_000;

export type TurnsOptions = {
  redis: RedisConnection;
  prefix: string;
  /** The key of one of the queue's lists. */
  toKey: (name: string) => string;
  onError: (error: unknown) => void;
};

/**
 * Lets tenants take turns within a priority, by fair queueing: a job's turn is the one after its
 * tenant's last, or after the one the queue has come to, whichever is later. It becomes the job's
 * priority in BullMQ, which hands out the lowest first. Nothing is written when a job is handed out:
 * how far the turns have come is seen by what waits.
 */
export class Turns {
  readonly #options: TurnsOptions;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /**
   * BullMQ's priority of each, in the order of `entries`. A turn that is not used after all is
   * harmless. What is to wait for its time takes its turn then: many jobs for the same time must
   * not be ahead of all others because they were submitted long before.
   */
  async take(entries: readonly QueueEntry[]): Promise<number[]> {
    const given = new Map<QueueEntry, number>();
    const takeAll = async (priority: Priority): Promise<void> => {
      const now = entries.filter((entry) => entry.priority === priority && !entry.delayMs);
      const turns = await this.#takeIn(bandOf(priority), now);
      for (const [index, entry] of now.entries()) given.set(entry, turns[index] ?? 0);
    };
    await Promise.all(PRIORITIES.map(takeAll));
    return entries.map((entry) => given.get(entry) ?? bandOf(entry.priority).due);
  }

  /** Gives their turns to jobs that come due. */
  async settleDue(): Promise<void> {
    const args = [String(SETTLE_AT_ONCE), ...ALL_BANDS.flatMap(factsOf)];
    await this.#run(SETTLE_DUE, ['pc'], args);
  }

  async reprioritize(job: QueuedId & Pick<QueueEntry, 'priority' | 'tenant'>): Promise<void> {
    const args = [...factsOf(bandOf(job.priority)), job.tenant, bullJobId(job)];
    await this.#run(REPRIORITIZE, ['delayed', 'pc'], args);
  }

  async #takeIn(band: Band, entries: readonly QueueEntry[]): Promise<number[]> {
    if (entries.length === 0) return [];
    const jobs = entries.flatMap((entry) => [entry.tenant, bullJobId(entry)]);
    const reply = await this.#run(TAKE_TURNS, [], [...factsOf(band), ...jobs]);
    const [comeTo = 0, ...turns] = reply as number[];
    if (comeTo > middleOf(band)) this.#rebase(band).catch(this.#options.onError);
    return turns;
  }

  async #rebase(band: Band): Promise<void> {
    const args = [...factsOf(band), String(middleOf(band))];
    await this.#run(REBASE, ['delayed', 'active'], args);
  }

  #run(script: Script, lists: readonly string[], args: readonly string[]): Promise<unknown> {
    const { redis, prefix, toKey } = this.#options;
    return runScript(redis, script, {
      keys: [`${prefix}:turns`, ...['prioritized', ...lists].map(toKey)],
      args: [toKey(''), ...args],
    });
  }
}

function factsOf({ base, due }: Band): string[] {
  return [String(base), String(due)];
}
