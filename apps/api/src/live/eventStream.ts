import type { Response } from 'express';

const RECONNECT_AFTER_MS = 3_000;

/** A client that has not taken this much of what it was sent is cut off; it may come again. */
const BEHIND_AT_MOST_BYTES = 1_048_576;

/** An answer made of server-sent events. What is sent after its end is dropped. */
export class EventStream {
  readonly #response: Response;
  #isOpen = true;
  #isStuck = false;
  #position: string | undefined;

  constructor(response: Response) {
    this.#response = response;
    this.onClosed(() => {
      this.#isOpen = false;
    });
    response.write(`retry: ${RECONNECT_AFTER_MS}\n\n`);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** However it ends: here, or because the client is gone. */
  onClosed(listener: () => void): void {
    this.#response.once('close', listener);
  }

  send(frame: string | Buffer): void {
    if (!this.#isOpen) return;
    this.#response.write(frame);
    if (this.#response.writableLength > BEHIND_AT_MOST_BYTES) this.#cutOff();
  }

  /** An event that was left out: with the next heartbeat the client learns that it need not come. */
  skip(id: string): void {
    this.#position = id;
  }

  /** A client that has taken nothing since the last one is gone, or as good as gone. */
  beat(): void {
    if (this.#isStuck && this.#response.writableNeedDrain) {
      this.#cutOff();
      return;
    }
    this.#isStuck = this.#response.writableNeedDrain;
    this.send(this.#position === undefined ? ':\n\n' : `:\nid: ${this.#position}\n\n`);
    this.#position = undefined;
  }

  /** Resolves when the client has taken what it was sent, or is gone. */
  async drained(): Promise<void> {
    if (!this.#isOpen || !this.#response.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#response.off('drain', done).off('close', done);
        resolve();
      };
      this.#response.on('drain', done).on('close', done);
    });
  }

  end(frame?: string | Buffer): void {
    if (frame !== undefined) this.send(frame);
    this.#isOpen = false;
    this.#response.end();
  }

  #cutOff(): void {
    this.#isOpen = false;
    this.#response.destroy();
  }
}
