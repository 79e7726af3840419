import { EventWatch, type ReadEvents } from './eventWatch.ts';
import type { JobEvent, Watch, WatchOptions } from './jobEvents.ts';

/** One stream of events: `open` resolves when the hub will be told of all that happens in it. */
export type EventSource = {
  name: string;
  open: () => Promise<void>;
  shut: () => void;
  read: ReadEvents;
};

type Feed = { watches: Set<EventWatch>; opened: Promise<void> };

/** Passes each event on to all who watch its stream; a stream that nobody watches is shut. */
export class EventHub {
  readonly #feeds = new Map<string, Feed>();

  async watch(source: EventSource, options: WatchOptions): Promise<Watch> {
    const feed = this.#feeds.get(source.name) ?? this.#open(source);
    const watch = new EventWatch(options, source.read);
    feed.watches.add(watch);
    const stop = () => {
      watch.stop();
      this.#leave(source, feed, watch);
    };
    await feed.opened;
    await watch.catchUp();
    return { stop };
  }

  hear(name: string, event: JobEvent): void {
    for (const watch of this.#feeds.get(name)?.watches ?? []) watch.hear(event);
  }

  /** To be called when something may have happened that the hub was not told of. */
  catchUp(): void {
    for (const { watches } of this.#feeds.values()) {
      for (const watch of watches) void watch.catchUp();
    }
  }

  #open(source: EventSource): Feed {
    const feed = { watches: new Set<EventWatch>(), opened: source.open() };
    this.#feeds.set(source.name, feed);
    return feed;
  }

  #leave(source: EventSource, { watches }: Feed, watch: EventWatch): void {
    if (!watches.delete(watch) || watches.size > 0) return;
    this.#feeds.delete(source.name);
    source.shut();
  }
}
