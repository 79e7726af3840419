import { setTimeout as sleep } from 'node:timers/promises';

import { isAfter } from './isAfter.ts';
import { BEFORE_ALL_EVENTS, type JobEvent, type WatchOptions } from './jobEvents.ts';

const PAGE = 200;
const READ_AGAIN_AFTER_MS = 500;

/** The events from this one on, itself included: that it is still there tells that none is missing. */
export type ReadEvents = (from: string, count: number) => Promise<JobEvent[]>;

/** One who watches: reads what was missed, page by page, and from then on hears what happens. */
export class EventWatch {
  readonly #options: WatchOptions;
  readonly #read: ReadEvents;
  #last: string;
  #isLive = false;
  #reading: Promise<void> | undefined;
  #mustReadAgain = false;
  #isStopped = false;
  /** What happened since the page that is being read was asked for. */
  #heard: JobEvent[] = [];

  constructor(options: WatchOptions, read: ReadEvents) {
    this.#options = options;
    this.#read = read;
    this.#last = options.after;
  }

  hear(event: JobEvent): void {
    if (this.#isLive) this.#tell(event);
    else if (this.#reading) this.#heard.push(event);
  }

  /** To be called when it hears what happens, at first and whenever it could not for a while. */
  async catchUp(): Promise<void> {
    this.#isLive = false;
    this.#mustReadAgain = true;
    this.#reading ??= this.#readAll();
    await this.#reading;
  }

  stop(): void {
    this.#isStopped = true;
    this.#heard = [];
  }

  async #readAll(): Promise<void> {
    while (this.#mustReadAgain && !this.#isStopped) {
      this.#mustReadAgain = false;
      await this.#readToEnd();
    }
    this.#reading = undefined;
    for (const event of this.#heard.splice(0)) this.#tell(event);
    this.#isLive = true;
  }

  async #readToEnd(): Promise<void> {
    for (;;) {
      const page = await this.#readPage();
      if (this.#isStopped) return;
      for (const event of page) this.#tell(event);
      if (page.length < PAGE - 1) return;
      await this.#options.onPage?.();
    }
  }

  /** Empty also when there is nothing more to read for ever. */
  async #readPage(): Promise<JobEvent[]> {
    const last = this.#last;
    const page = await this.#insist(last);
    if (last === BEFORE_ALL_EVENTS || this.#isStopped) return page;
    return page[0]?.id === last ? page.slice(1) : this.#giveUp();
  }

  async #insist(from: string): Promise<JobEvent[]> {
    for (;;) {
      // What is heard before the page is asked for will be in it: it need not be kept.
      this.#heard = [];
      try {
        return await this.#read(from, PAGE);
      } catch {
        // The store is away, which is logged elsewhere. Whoever watches waits until it is back.
        if (this.#isStopped) return [];
        await sleep(READ_AGAIN_AFTER_MS, undefined, { ref: false });
      }
    }
  }

  #giveUp(): [] {
    this.stop();
    this.#options.onGap();
    return [];
  }

  #tell(event: JobEvent): void {
    if (this.#isStopped || !isAfter(event.id, this.#last)) return;
    this.#last = event.id;
    this.#options.onEvent(event);
  }
}
