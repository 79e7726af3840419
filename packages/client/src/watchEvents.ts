import { PitwallError } from './pitwallError.ts';
import { readServerSentEvents, type ServerSentEvent } from './serverSentEvents.ts';
import { sleep } from './sleep.ts';

/** What a job or a tenant's jobs went through. `id` says where to go on after a break. */
export type WatchedEvent<Data = unknown> = { type: string; id?: string; data: Data };

export type WatchOptions = {
  signal?: AbortSignal;
  /** Goes on after this event, which an earlier watch has seen. */
  lastEventId?: string;
};

type Open = (headers: Record<string, string>) => Promise<Response>;

const NO_CONTENT = 204;
const RETRY_MS = 3_000;
const AWAY_AT_MOST_MS = 60_000;

/**
 * Every event, in order and none twice, over as many connections as it takes: one that breaks, or
 * that a process closes before it stops, is followed by one that goes on where it ended.
 */
export async function* watchEvents<Data>(
  open: Open,
  { signal, lastEventId }: WatchOptions,
): AsyncGenerator<WatchedEvent<Data>> {
  const place: Place = { lastId: lastEventId, retryMs: RETRY_MS, heardAtMs: performance.now() };
  while (!place.isAtEnd) {
    try {
      yield* watchOnce<Data>(open, place);
    } catch (error) {
      signal?.throwIfAborted();
      if (!mayPass(error) || performance.now() - place.heardAtMs > AWAY_AT_MOST_MS) throw error;
    }
    if (!place.isAtEnd) await sleep(place.retryMs, signal);
  }
}

/** How far a watch has got. */
type Place = { lastId: string | undefined; retryMs: number; heardAtMs: number; isAtEnd?: boolean };

async function* watchOnce<Data>(open: Open, place: Place): AsyncGenerator<WatchedEvent<Data>> {
  const { lastId } = place;
  const response = await open({
    accept: 'text/event-stream',
    ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
  });
  place.isAtEnd = response.status === NO_CONTENT;
  if (!response.body) return;
  for await (const message of readServerSentEvents(response.body)) {
    place.heardAtMs = performance.now();
    place.lastId = message.id ?? place.lastId;
    place.retryMs = message.retryMs ?? place.retryMs;
    if (message.event === 'reconnect') return;
    if (message.data === '') continue;
    place.isAtEnd = message.event === 'end';
    yield eventOf<Data>(message);
    if (place.isAtEnd) return;
  }
}

function eventOf<Data>({ event: type, id, data }: ServerSentEvent): WatchedEvent<Data> {
  return { type, data: JSON.parse(data) as Data, ...(id === undefined ? {} : { id }) };
}

/** A body that breaks off is a TypeError of `fetch`; whatever else is thrown is a bug. */
function mayPass(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof PitwallError && error.mayPass);
}
