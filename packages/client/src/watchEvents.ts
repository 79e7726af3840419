import { PitwallError, strangerAt } from './pitwallError.ts';
import { readServerSentEvents } from './serverSentEvents.ts';
import { sleep } from './sleep.ts';
import type { Transport, Wish } from './transport.ts';
import { untilSilent } from './untilSilent.ts';

export type WatchOptions = {
  signal?: AbortSignal | undefined;
  /** Goes on after this event, which an earlier watch has seen. */
  lastEventId?: string | undefined;
};

type WatchRoute = 'watchJob' | 'watchTenant';

type Stream<Id extends WatchRoute> = { transport: Transport; route: Id; wish: Wish<Id> };

const EVENT_STREAM = 'text/event-stream';
const NO_CONTENT = 204;
const RETRY_MS = 3_000;
const AWAY_AT_MOST_MS = 60_000;

/**
 * Every event, in order and none twice, over as many connections as it takes: one that breaks, or
 * that a process closes before it stops, is followed by one that goes on where it ended.
 */
export async function* watchEvents<Event extends { type: string }, Id extends WatchRoute>(
  stream: Stream<Id>,
  { signal, lastEventId }: WatchOptions,
): AsyncGenerator<Event> {
  const place: Place = {
    signal,
    lastId: lastEventId,
    retryMs: RETRY_MS,
    heardAtMs: performance.now(),
    isAtEnd: false,
  };
  while (!place.isAtEnd) {
    let pauseMs = 0;
    try {
      yield* watchOnce<Event, Id>(stream, place);
    } catch (error) {
      signal?.throwIfAborted();
      if (!mayPass(error) || performance.now() - place.heardAtMs > AWAY_AT_MOST_MS) throw error;
      pauseMs = (error instanceof PitwallError && error.retryAfterMs) || 0;
    }
    if (!place.isAtEnd) await sleep(Math.max(place.retryMs, pauseMs), signal);
  }
}

/** How far a watch has got. */
type Place = {
  readonly signal: AbortSignal | undefined;
  lastId: string | undefined;
  retryMs: number;
  heardAtMs: number;
  isAtEnd: boolean;
};

async function* watchOnce<Event extends { type: string }, Id extends WatchRoute>(
  { transport, route, wish }: Stream<Id>,
  place: Place,
): AsyncGenerator<Event> {
  const { lastId, signal } = place;
  const headers = {
    accept: EVENT_STREAM,
    ...(lastId !== undefined && { 'last-event-id': lastId }),
  };
  const response = await transport.open(route, { ...wish, signal, headers });
  place.isAtEnd = response.status === NO_CONTENT;
  if (place.isAtEnd || !response.body) return;
  if (!response.headers.get('content-type')?.startsWith(EVENT_STREAM)) {
    throw strangerAt(response, EVENT_STREAM);
  }
  try {
    for await (const message of readServerSentEvents(untilSilent(response.body))) {
      place.lastId = message.id ?? place.lastId;
      place.retryMs = message.retryMs ?? place.retryMs;
      if (message.event === 'reconnect') return;
      if (message.data === '') continue;
      const { event: type, id } = message;
      place.isAtEnd = type === 'end';
      // As the service says it; a newer one may know more events.
      yield {
        type,
        data: JSON.parse(message.data),
        ...(id !== undefined && { id }),
      } as unknown as Event;
      if (place.isAtEnd) return;
    }
  } finally {
    // A stream may be silent for long: what counts is when it broke.
    place.heardAtMs = performance.now();
  }
}

/** A body that breaks off is a TypeError of `fetch`; whatever else is thrown is a bug. */
function mayPass(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof PitwallError && error.mayPass);
}
