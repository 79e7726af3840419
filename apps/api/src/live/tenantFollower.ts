import type { JobEvent } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { type EventFrames, frameOf } from './eventFrames.ts';
import type { EventStream } from './eventStream.ts';
import { follow } from './follow.ts';

export type TenantFollowerParts = {
  events: AppDeps['events'];
  tenant: string;
  stream: EventStream;
  frames: EventFrames;
  isWanted: (event: JobEvent) => boolean;
};

/** One client that follows all jobs of a tenant. */
export class TenantFollower {
  readonly #parts: TenantFollowerParts;

  constructor(parts: TenantFollowerParts) {
    this.#parts = parts;
  }

  /** `missed`: something happened that nobody can tell any more. */
  async fromNow(missed = false): Promise<void> {
    const { events, tenant, stream } = this.#parts;
    const newest = await events.newestOf(tenant);
    stream.send(frameOf({ id: newest, type: 'ready', data: { tenant, missed } }));
    await this.goOn(newest);
  }

  async goOn(after: string): Promise<void> {
    const { events, tenant, stream, frames, isWanted } = this.#parts;
    await follow(stream, {
      watch: (options) => events.watchTenant(tenant, options),
      after,
      onEvent: (event) => {
        if (isWanted(event)) stream.send(frames.of(event));
        else stream.skip(event.id);
      },
      beginAnew: () => this.fromNow(true),
    });
  }
}
