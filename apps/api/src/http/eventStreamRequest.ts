import type { Request, Response } from 'express';

const EVENT_ID = /^\d{1,15}-\d{1,15}$/;

/** Where a client wants to go on; what is no id of ours is as if there were none. */
export function lastEventIdOf(
  request: Request,
  query: { lastEventId?: string | undefined },
): string | undefined {
  const given = request.get('Last-Event-ID') ?? query.lastEventId;
  return given !== undefined && EVENT_ID.test(given) ? given : undefined;
}

/** The head of the answer; nothing in between may keep events back, change or remember them. */
export function announceEventStream(response: Response): void {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
}
