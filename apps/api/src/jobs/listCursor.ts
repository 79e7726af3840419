import { AppError } from '@pitwall/contract';
import type { ListPosition } from '@pitwall/job-state';
import { z } from 'zod';

const Position = z.tuple([z.int().min(0), z.string().min(1).max(64)]);

/** A place in the list as a string that means nothing to a client. */
export function writeCursor({ createdAtMs, id }: ListPosition): string {
  return Buffer.from(JSON.stringify([createdAtMs, id])).toString('base64url');
}

export function readCursor(cursor: string): ListPosition {
  try {
    const json: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [createdAtMs, id] = Position.parse(json);
    return { createdAtMs, id };
  } catch (error) {
    throw new AppError('invalid_request', 'The cursor is none that this service gave', {
      cause: error,
      details: [{ parameter: 'cursor', detail: 'take it from nextCursor of the page before' }],
    });
  }
}
