import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import { AppError } from '@pitwall/contract';
import type { ListPosition } from '@pitwall/job-state';
import { z } from 'zod';

const Position = z.tuple([z.int().min(0), z.string().min(1).max(64)]);

/** Enough that nobody finds it by trying, and short enough for an address. */
const SIGNATURE_BYTES = 16;

/**
 * A place in a list as a string that means nothing to a client, and that nobody else can make: it is
 * signed together with what was asked for, so it leads on in that very list only.
 */
export class ListCursors {
  readonly #secret: () => Promise<string>;

  /** `secret`: the same in every process that may be asked for the next page. */
  constructor(secret: () => Promise<string>) {
    this.#secret = secret;
  }

  async write({ atMs, id }: ListPosition, list: object): Promise<string> {
    const position = Buffer.from(JSON.stringify([atMs, id])).toString('base64url');
    return `${position}.${await this.#sign(position, list)}`;
  }

  async read(cursor: string, list: object): Promise<ListPosition> {
    const dot = cursor.indexOf('.');
    const [position, signature] = [cursor.slice(0, dot), cursor.slice(dot + 1)];
    const [given, right] = [digestOf(signature), digestOf(await this.#sign(position, list))];
    if (!timingSafeEqual(given, right)) throw invalid();
    const [atMs, id] = Position.parse(JSON.parse(Buffer.from(position, 'base64url').toString()));
    return { atMs, id };
  }

  async #sign(position: string, list: object): Promise<string> {
    const hmac = createHmac('sha256', await this.#secret());
    const signature = hmac.update(JSON.stringify([position, list])).digest();
    return signature.subarray(0, SIGNATURE_BYTES).toString('base64url');
  }
}

/** Of one length, whatever a client has sent. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function invalid(): AppError {
  return new AppError('cursor_invalid', 'The cursor is none that this service gave for this list', {
    details: [
      {
        parameter: 'cursor',
        detail: 'take it from nextCursor of the page before, and ask for the same filters and sort',
      },
    ],
  });
}
