import { AppError, type Principal } from '@pitwall/contract';
import type { Response } from 'express';

import { EventStream } from './eventStream.ts';

export type LiveOptions = {
  heartbeatMs: number;
  /** Open at the same time in this process. */
  streamsPerKey: number;
};

type LiveRules = LiveOptions & {
  /** Whether who opened a stream would be let in today. */
  isStillAllowed: (principal: Principal) => Promise<boolean>;
  /** A key that is revoked must not go on seeing for longer than five seconds. */
  checkEveryMs?: number;
};

const CHECK_EVERY_MS = 1_000;

const TRY_AGAIN_AFTER_SECONDS = '5';

const RECONNECT = 'event: reconnect\ndata: {}\n\n';

/** Every answer that waits for something to happen, so that a stop need not wait for them. */
export class LiveAnswers {
  readonly #options: LiveRules;
  readonly #streams = new Map<EventStream, Principal>();
  readonly #waits = new Set<() => void>();
  #timers: NodeJS.Timeout[] = [];
  #isStopped = false;

  constructor(options: LiveRules) {
    this.#options = options;
  }

  get streamCount(): number {
    return this.#streams.size;
  }

  /** Begins a stream of events as the answer, one more for this key. */
  open(response: Response, principal: Principal): EventStream {
    if (this.#isStopped) throw new AppError('shutting_down', 'This process is about to stop');
    const open = [...this.#streams.values()].filter(
      ({ keyId }) => keyId === principal.keyId,
    ).length;
    if (open >= this.#options.streamsPerKey) {
      response.setHeader('Retry-After', TRY_AGAIN_AFTER_SECONDS);
      throw new AppError('quota_exceeded', `${open} event streams of this key are open already`, {
        violatedPolicies: ['eventStreams'],
      });
    }
    const stream = new EventStream(response);
    this.#streams.set(stream, principal);
    if (this.#streams.size === 1) this.#startTimers();
    stream.onClosed(() => this.#forget(stream));
    return stream;
  }

  /** Calls back once when this process is about to stop; returns how to be left out. */
  onStop(listener: () => void): () => void {
    if (this.#isStopped) listener();
    else this.#waits.add(listener);
    return () => void this.#waits.delete(listener);
  }

  /** Ends all of them: who follows a job is told to ask another process. */
  stop(): void {
    this.#isStopped = true;
    for (const stream of this.#streams.keys()) stream.end(RECONNECT);
    for (const listener of this.#waits) listener();
    this.#waits.clear();
  }

  #startTimers(): void {
    const { heartbeatMs, checkEveryMs = CHECK_EVERY_MS } = this.#options;
    this.#timers = [
      setInterval(() => this.#beat(), heartbeatMs),
      setInterval(() => void this.#checkKeys(), checkEveryMs),
    ];
  }

  #beat(): void {
    for (const stream of this.#streams.keys()) stream.beat();
  }

  /** Each key once, however many streams it has. */
  async #checkKeys(): Promise<void> {
    const principals = new Map([...this.#streams.values()].map((one) => [one.keyId, one]));
    await Promise.all([...principals.values()].map((principal) => this.#checkKey(principal)));
  }

  async #checkKey(principal: Principal): Promise<void> {
    // With the store away nobody knows, and nothing is told on any stream either.
    if (await this.#options.isStillAllowed(principal).catch(() => true)) return;
    for (const [stream, { keyId }] of this.#streams) {
      if (keyId === principal.keyId) stream.end(RECONNECT);
    }
  }

  #forget(stream: EventStream): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }
}
