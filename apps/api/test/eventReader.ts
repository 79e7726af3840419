import { onTestFinished } from 'vitest';

export type ReadEvent = { id?: string; event?: string; data?: Record<string, unknown> };

/** A client that reads server-sent events, as far as they have come. */
export async function readEvents(url: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const response = await fetch(url, { headers, signal: abort.signal });
  const seen = { text: '', isOver: false };
  const reading = read(response, seen).catch(() => {});
  const frames = () => seen.text.split('\n\n').slice(0, -1);
  const events = (): ReadEvent[] => frames().filter(isEvent).map(parseFrame);
  return {
    status: response.status,
    headers: response.headers,
    frames,
    events,
    names: () => events().map(({ event }) => event),
    isOver: () => seen.isOver,
    ended: reading,
    leave: () => abort.abort(),
  };
}

async function read(response: Response, seen: { text: string; isOver: boolean }): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    seen.text += decoder.decode(chunk, { stream: true });
  }
  seen.isOver = true;
}

function isEvent(frame: string): boolean {
  return frame.includes('event: ');
}

function parseFrame(frame: string): ReadEvent {
  const lines = frame.split('\n').map((line) => line.split(/: (.*)/s));
  const { data, ...fields } = Object.fromEntries(lines) as Record<string, string>;
  return { ...fields, ...(data === undefined ? {} : { data: JSON.parse(data) }) };
}
