import { type RedisConnection, withRedisFailures } from '@pitwall/runtime';

import { EventHub } from '../events/eventHub.ts';
import {
  BEFORE_ALL_EVENTS,
  type JobEvent,
  type JobEvents,
  type Watch,
  type WatchOptions,
} from '../events/jobEvents.ts';
import { JobKeys } from './jobKeys.ts';
import { LiveConnection } from './liveConnection.ts';

/** The event that made a version is the newest, or was so a moment ago. */
const LOOK_BACK = 20;

/** What lua/publish.ts publishes. */
type Message = Required<Omit<JobEvent, 'id'>> & {
  tenant: string;
  /** Its id in the stream of the job, and in that of the tenant. */
  event: string;
  tenantEvent: string;
};

type Entry = [id: string, fields: string[]];

/** Hears events on one connection, however many watch, and reads those of before from the streams. */
export class RedisJobEvents implements JobEvents {
  readonly #redis: RedisConnection;
  readonly #keys: JobKeys;
  readonly #hub = new EventHub();
  readonly #live: LiveConnection;

  /** The caller opens and closes `redis`; the connection that listens is our own. */
  constructor(redis: RedisConnection, { prefix }: { prefix: string }) {
    this.#redis = redis;
    this.#keys = new JobKeys(prefix);
    this.#live = new LiveConnection(redis, {
      key: this.#keys.all,
      onMessage: (channel, message) => this.#hear(channel, message),
      onOpen: () => this.#hub.catchUp(),
    });
  }

  watchJob(id: string, options: WatchOptions): Promise<Watch> {
    const [channel, stream] = [this.#keys.liveJob(id), this.#keys.events(id)];
    const read = async (from: string, count: number) =>
      (await this.#redis.xrange(stream, from, '+', 'COUNT', count)).map((entry) => ({
        job: id,
        ...eventOf(entry),
      }));
    return this.#hub.watch({ ...this.#sourceOf(channel), read }, options);
  }

  watchTenant(tenant: string, options: WatchOptions): Promise<Watch> {
    const [channel, stream] = [this.#keys.liveTenant(tenant), this.#keys.tenantEvents(tenant)];
    const read = async (from: string, count: number) =>
      (await this.#redis.xrange(stream, from, '+', 'COUNT', count)).map((entry) => ({
        job: fieldOf(entry, 'job'),
        kind: fieldOf(entry, 'kind'),
        ...eventOf(entry),
      }));
    return this.#hub.watch({ ...this.#sourceOf(channel), read }, options);
  }

  async eventOf(id: string, version: number): Promise<string> {
    const newest = await withRedisFailures(
      this.#redis.xrevrange(this.#keys.events(id), '+', '-', 'COUNT', LOOK_BACK),
    );
    const known = newest.find((entry) => eventOf(entry).version <= version);
    return known?.[0] ?? BEFORE_ALL_EVENTS;
  }

  async newestOf(tenant: string): Promise<string> {
    const [newest] = await withRedisFailures(
      this.#redis.xrevrange(this.#keys.tenantEvents(tenant), '+', '-', 'COUNT', 1),
    );
    return newest?.[0] ?? BEFORE_ALL_EVENTS;
  }

  async close(): Promise<void> {
    this.#live.close();
  }

  #sourceOf(channel: string) {
    return {
      name: channel,
      open: () => this.#live.subscribe(channel),
      shut: () => this.#live.unsubscribe(channel),
    };
  }

  #hear(channel: string, text: string): void {
    const { event, tenantEvent, tenant, kind, ...told } = JSON.parse(text) as Message;
    const isOfTenant = channel === this.#keys.liveTenant(tenant);
    this.#hub.hear(
      channel,
      isOfTenant ? { id: tenantEvent, kind, ...told } : { id: event, ...told },
    );
  }
}

function eventOf(entry: Entry): Omit<JobEvent, 'job' | 'kind'> {
  return {
    id: entry[0],
    type: fieldOf(entry, 'type'),
    version: Number(fieldOf(entry, 'version')),
    data: JSON.parse(fieldOf(entry, 'data')) as JobEvent['data'],
  };
}

function fieldOf([, fields]: Entry, name: string): string {
  const at = fields.indexOf(name);
  return fields[at + 1] ?? '';
}
