import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { ENDED } from './keys.mjs';

const ROUND_MS = 250;
const RECHECKED_PER_ROUND = 25;

/** Follows every accepted job to its end, and from there on sees whether anything of it changes. */
export class Watcher {
  /** Of each job that has not ended: status and version as last seen. */
  open = new Map();
  #ended = new Map();
  #queue = [];
  #deps;
  #isStopped = false;
  #signal;
  #running;

  /** `onRound` is told after each look at the open jobs. */
  constructor({ redis, keys, findings, onRound, signal }) {
    this.#deps = { redis, keys, findings, onRound };
    this.#signal = signal;
  }

  watch(id) {
    if (!this.#ended.has(id) && !this.open.has(id)) this.open.set(id, { version: 0 });
  }

  start() {
    this.#running = this.#run();
  }

  async stop() {
    this.#isStopped = true;
    await this.#running;
  }

  async #run() {
    while (!this.#isStopped && !this.#signal.aborted) {
      try {
        await this.#look();
        await this.#recheck(this.#nextToRecheck());
      } catch {
        // Redis is away; the next round sees what has become of it.
      }
      await sleep(ROUND_MS);
    }
  }

  /** Every job that has ended once more. */
  async recheckAll() {
    await this.#look();
    const ids = [...this.#ended.keys()];
    while (ids.length > 0) await this.#recheck(ids.splice(0, 500));
  }

  async #look() {
    const { keys, onRound } = this.#deps;
    const ids = [...this.open.keys()];
    const fields = ['status', 'version'];
    const found = await this.#ask(ids, (ask, id) => ask.hmget(keys.record(id), ...fields));
    const ended = ids.filter((_, index) => ENDED.has(found[index][0]));
    for (const [index, id] of ids.entries()) {
      this.open.set(id, { status: found[index][0], version: Number(found[index][1]) });
    }
    const records = await this.#ask(ended, (ask, id) => ask.hgetall(keys.record(id)));
    for (const [index, id] of ended.entries()) {
      this.#ended.set(id, printsOf(records[index]));
      this.#queue.push(id);
      this.open.delete(id);
    }
    onRound(this.open);
  }

  #nextToRecheck() {
    const ids = this.#queue.splice(0, RECHECKED_PER_ROUND);
    this.#queue.push(...ids);
    return ids;
  }

  async #recheck(ids) {
    const { keys, findings } = this.#deps;
    const records = await this.#ask(ids, (ask, id) => ask.hgetall(keys.record(id)));
    for (const [index, id] of ids.entries()) {
      const [before, now] = [this.#ended.get(id), printsOf(records[index])];
      const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
        (field) => before.get(field) !== now.get(field),
      );
      if (changed.length > 0) findings.add('changed', `${id}: ${changed.join(', ')}`);
      this.#ended.set(id, now);
    }
  }

  async #ask(ids, addTo) {
    if (ids.length === 0) return [];
    const pipeline = this.#deps.redis.pipeline();
    for (const id of ids) addTo(pipeline, id);
    const replies = await pipeline.exec();
    return replies.map(([error, reply]) => {
      if (error) throw error;
      return reply;
    });
  }
}

/** A short print of each field of a record; tags may be edited at any time. */
function printsOf(record) {
  const { tags: _, ...fields } = record;
  return new Map(Object.entries(fields).map(([field, value]) => [field, print(value)]));
}

function print(value) {
  return createHash('sha1').update(value).digest('base64');
}
