import { AppError } from '@pitwall/contract';
import type { Response } from 'express';

import { EventStream } from './eventStream.ts';

export type LiveOptions = {
  heartbeatMs: number;
  /** Open at the same time in this process. */
  streamsPerKey: number;
};

const TRY_AGAIN_AFTER_SECONDS = '5';

/** Every answer that waits for something to happen, so that a stop need not wait for them. */
export class LiveAnswers {
  readonly #options: LiveOptions;
  readonly #streams = new Map<EventStream, string>();
  readonly #waits = new Set<() => void>();
  #heartbeat: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  get streamCount(): number {
    return this.#streams.size;
  }

  /** Begins a stream of events as the answer, one more for this key. */
  open(response: Response, keyId: string): EventStream {
    if (this.#isStopped) throw new AppError('shutting_down', 'This process is about to stop');
    const open = [...this.#streams.values()].filter((owner) => owner === keyId).length;
    if (open >= this.#options.streamsPerKey) {
      response.setHeader('Retry-After', TRY_AGAIN_AFTER_SECONDS);
      throw new AppError('quota_exceeded', `${open} event streams of this key are open already`);
    }
    const stream = new EventStream(response);
    this.#streams.set(stream, keyId);
    this.#heartbeat ??= setInterval(() => this.#beat(), this.#options.heartbeatMs);
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
    for (const stream of this.#streams.keys()) stream.end('event: reconnect\ndata: {}\n\n');
    for (const listener of this.#waits) listener();
    this.#waits.clear();
  }

  #beat(): void {
    for (const stream of this.#streams.keys()) stream.beat();
  }

  #forget(stream: EventStream): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }
}
