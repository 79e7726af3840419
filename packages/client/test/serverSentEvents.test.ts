import { describe, expect, it } from 'vitest';

import { readServerSentEvents } from '../src/serverSentEvents.ts';

async function read(...chunks: string[]) {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
  const events = [];
  for await (const event of readServerSentEvents(body)) events.push(event);
  return events;
}

describe('reading server-sent events', () => {
  it('gives name, id and data of each', async () => {
    expect(await read('event: started\nid: 5-0\ndata: {"a":1}\n\ndata: two\n\n')).toEqual([
      { event: 'started', id: '5-0', data: '{"a":1}' },
      { event: 'message', data: 'two' },
    ]);
  });

  it('joins lines of data, and takes off one space only', async () => {
    expect(await read('data:a\ndata:  b\n\n')).toEqual([{ event: 'message', data: 'a\n b' }]);
  });

  it('leaves out comments, and tells how long to wait before a reconnect', async () => {
    expect(await read(': heartbeat\n\nretry: 3000\n\n: more\ndata: x\n\n')).toEqual([
      { event: 'message', data: '', retryMs: 3_000 },
      { event: 'message', data: 'x' },
    ]);
  });

  it('takes every kind of line end', async () => {
    const two = [
      { event: 'message', data: '1' },
      { event: 'message', data: '2' },
    ];
    expect(await read('data: 1\r\n\r\ndata: 2\r\n\r\n')).toEqual(two);
    expect(await read('data: 1\r\rdata: 2\r\r.')).toEqual(two);
  });

  it('does not mind where the chunks are cut', async () => {
    const text = 'event: progressed\r\nid: 7-1\r\ndata: {"ü":"é"}\r\n\r\n: x\n\ndata: y\n\n';
    const whole = await read(text);
    for (let at = 1; at < text.length; at += 1) {
      expect(await read(text.slice(0, at), text.slice(at))).toEqual(whole);
    }
    expect(await read(...text.split(''))).toEqual(whole);
  });

  it('does not give a message that was never finished', async () => {
    expect(await read('data: 1\n\ndata: 2\n')).toEqual([{ event: 'message', data: '1' }]);
  });
});
