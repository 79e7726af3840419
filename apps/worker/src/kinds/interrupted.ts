import type { Request } from './runContext.ts';

/** The reason of the signal: what is wanted instead of going on. */
export class Interrupted extends Error {
  /** As code that waits on a signal is used to. */
  override readonly name = 'AbortError';
  readonly request: Request;

  constructor(request: Request) {
    super(`The job was asked to end: ${request}`);
    this.request = request;
  }
}
