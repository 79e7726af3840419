import { systemClock } from '@pitwall/runtime';

import { EventHub, type EventSource } from '../events/eventHub.ts';
import { isAfter } from '../events/isAfter.ts';
import {
  BEFORE_ALL_EVENTS,
  type JobEvent,
  type JobEvents,
  type Watch,
  type WatchOptions,
} from '../events/jobEvents.ts';
import type { MemoryJobStore } from './memoryJobStore.ts';
import type { ObservedChange } from './observed.ts';

const KEPT_OF_A_JOB = 1_000;
const KEPT_OF_A_TENANT = 5_000;

/** The events of a store in memory. */
export class MemoryJobEvents implements JobEvents {
  readonly #hub = new EventHub();
  readonly #streams = new Map<string, JobEvent[]>();
  /** So that an id of another process, which had other events, is none of ours. */
  readonly #startedMs = systemClock.now();
  #count = 0;

  constructor(store: Pick<MemoryJobStore, 'observe'>) {
    store.observe((change) => this.#hear(change));
  }

  watchJob(id: string, options: WatchOptions): Promise<Watch> {
    return this.#hub.watch(this.#sourceOf(jobStream(id)), options);
  }

  watchTenant(tenant: string, options: WatchOptions): Promise<Watch> {
    return this.#hub.watch(this.#sourceOf(tenantStream(tenant)), options);
  }

  async eventOf(id: string, version: number): Promise<string> {
    const known = this.#streams.get(jobStream(id)) ?? [];
    return known.findLast((event) => event.version <= version)?.id ?? BEFORE_ALL_EVENTS;
  }

  async newestOf(tenant: string): Promise<string> {
    return this.#streams.get(tenantStream(tenant))?.at(-1)?.id ?? BEFORE_ALL_EVENTS;
  }

  async close(): Promise<void> {
    this.#streams.clear();
  }

  #hear({ job, event: type, data }: ObservedChange): void {
    this.#count += 1;
    const event: JobEvent = {
      id: `${this.#startedMs}-${this.#count}`,
      job: job.id,
      type,
      version: job.version,
      data: data as JobEvent['data'],
    };
    const ofJob = jobStream(job.id);
    if (type === 'expired' || type === 'deleted') this.#streams.delete(ofJob);
    else this.#append(ofJob, event, KEPT_OF_A_JOB);
    this.#hub.hear(ofJob, event);
    const ofTenant = tenantStream(job.tenant);
    const withKind = { ...event, kind: job.kind };
    this.#append(ofTenant, withKind, KEPT_OF_A_TENANT);
    this.#hub.hear(ofTenant, withKind);
  }

  #append(stream: string, event: JobEvent, kept: number): void {
    const events = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, events);
    events.push(event);
    if (events.length > kept) events.shift();
  }

  #sourceOf(name: string): EventSource {
    return {
      name,
      open: async () => {},
      shut: () => {},
      read: async (from, count) => {
        const events = this.#streams.get(name) ?? [];
        return events.filter(({ id }) => !isAfter(from, id)).slice(0, count);
      },
    };
  }
}

function jobStream(id: string): string {
  return `job:${id}`;
}

function tenantStream(tenant: string): string {
  return `tenant:${tenant}`;
}
